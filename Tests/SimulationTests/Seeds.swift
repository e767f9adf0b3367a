// SPDX-License-Identifier: Apache-2.0
import SluiceSimulation

/// Seeds that once broke an invariant, each with its story: they are kept for ever.
///
/// A seed draws another case when the way in which cases are drawn changes; the story tells what
/// it was, and a test of its own beside the fix keeps what it taught.
enum Seeds {
    /// A found seed.
    struct Found: Sendable {
        var seed: UInt64
        /// What plans could ask for beside their shapes when it was found: without what came
        /// later it is still the same case.
        var extras: Set<Extra> = []
        var story: String
    }

    static let found = [
        Found(
            seed: 1_032_420,
            story: """
                A driver that lost its journal gave everything back; another one saw that, and somebody \
                moved the alias to where the first had found it. The third went on from there: it cannot \
                know that what was seen between was its own. The checker asked for too much.
                """
        ),
        Found(
            seed: 32164,
            story: """
                Somebody gave the candidate all calls, and a person went on from that: the gate of a step \
                that was left out so never ran.
                """
        ),
        Found(
            seed: 2995,
            extras: Set(Extra.allCases),
            story: """
                The metrics stopped coming for some seconds, and the reading that ended this also showed \
                the candidate to be good: the step was left early while the journal still said "hold".
                """
        ),
        Found(
            seed: 3_000_018_843,
            story: """
                A reading took longer than a step of a ramp, and the step was left though nobody had \
                looked at it.
                """
        ),
        Found(
            seed: 1_795_913_803_069,
            story: """
                A step was left on evidence in which the calls that make no batch yet count, and \
                what was recorded left them out: the journal says "careful" and goes on.
                """
        ),
        Found(
            seed: 1_795_910_028_096,
            story: """
                A shift that nobody heard of landed after it had been looked for, and a look in the \
                wait for the next minute took it for someone else's; when somebody put back what \
                the driver expected, it went on and overwrote that.
                """
        ),
        Found(
            seed: 130472,
            story: """
                Somebody gave the candidate all traffic while the driver waited for the end of a \
                minute; its own write was refused, what it wanted was there, and two people had \
                not waited for the watch.
                """
        ),
        Found(
            seed: 173,
            story: """
                Two rollouts of one alias began at the same time: one that goes down the steps \
                overwrote the other's claim, which was the first.
                """
        ),
        Found(
            seed: 1288,
            story: """
                The disk was full before a way down had begun: the driver took the version that \
                served everything out at once, and another rollout's claim with it.
                """
        ),
        Found(
            seed: 3456,
            story: """
                A claim was lost and the reading after it showed another rollout's; the driver was \
                killed there, and the next one overwrote that claim.
                """
        ),
        Found(
            seed: 16314,
            story: """
                The disk was full in the watch and the driver gave everything back without a \
                journal; the next one took all calls of the alias for the candidate's.
                """
        ),
        Found(
            seed: 22992,
            story: """
                A shift was on its way, and so was the rollback that should end it: a reading without \
                weights was taken for the rollback, and the shift landed after the end.
                """
        ),
        Found(
            seed: 25888,
            story: """
                A shift landed and nobody heard of it; somebody moved the alias on and then back to \
                where it had been, and the next driver sent the shift again. It cannot know better: \
                the checker asked for too much.
                """
        ),
        Found(
            seed: 45974,
            story: """
                The same, and the driver was killed in between: the next one saw nothing but what \
                somebody had made of the function.
                """
        ),
        Found(
            seed: 122955,
            story: """
                A rollback was refused because somebody had described the alias, and one stale \
                reading without weights was taken for it: the bad candidate kept all calls.
                """
        ),
        Found(
            seed: 119724,
            story: """
                One stale reading after the description was given back made a promotion superseded.
                """
        ),
        Found(
            seed: 42551,
            story: """
                A publish was answered with 500 and had its effect; somebody changed a setting that \
                the plan mentions, and the rollout published theirs as a second version.
                """
        ),
        Found(
            seed: 265,
            story: """
                A shift timed out, one reading did not show it, the driver was killed; then the \
                call landed after all, and an abort ended the rollout as stopped without a write: \
                the candidate kept its share for ever. An unheard write is now ended by a write.
                """
        ),
        Found(
            seed: 69,
            story: """
                Somebody deleted the alias: each reading said so and started the hold anew, some \
                hundred lines of journal until the deadline. It ends now, as superseded.
                """
        ),
        Found(
            seed: 57,
            story: """
                Somebody deleted the alias, and going back was refused with 404 for ever; even an \
                abort left the rollout open.
                """
        ),
        Found(
            seed: 4,
            story: "The clock was set back by an hour, and the watch lasted an hour longer."
        ),
        Found(
            seed: 209,
            story: "The clock was set forward, and a step was left before its bake was over."
        ),
        Found(
            seed: 104,
            story: """
                CloudWatch gave each datum twice, and the judge saw 20 calls where 10 had been \
                made: enough to leave a step forward.
                """
        ),
        Found(
            seed: 477,
            story: """
                A quiet step that may be promoted unjudged also asked for consent: the two holds \
                took turns until the driver gave up, deciding in circles.
                """
        ),
    ]
}
