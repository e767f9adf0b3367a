// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// The state of one rollout: a fold over its journal.
///
/// Pure: no clock, no I/O. `apply` takes in what happened, `agenda(at:)` says what should be going
/// on now. Running is resuming: a rollout that begins is one whose journal has a single line.
///
/// ```swift
/// var rollout = try Rollout(replaying: journal.entries())
/// let agenda = rollout.agenda(at: clock.now)
/// ```
public struct Rollout: Hashable, Sendable {
    /// What it does, decided before it started.
    public let plan: Plan
    /// When it started.
    public let startedAt: Timestamp
    /// How many lines its journal has.
    public internal(set) var entryCount: Int
    /// When its last line was written.
    public internal(set) var lastAt: Timestamp

    /// The process that drives it, or drove it last.
    public internal(set) var driver: DriverIdentity?
    /// How many processes have driven it: a gate's attempt.
    public internal(set) var drives = 0

    /// How long the driver's credentials last, as it said last.
    public internal(set) var credentials: CredentialLife?
    /// When that was asked last in this process.
    var credentialsAskedAt: Timestamp?
    var credentialsAsked = 0
    /// Whether AWS refused the credentials, and has not answered since.
    var areCredentialsRefused: Failure?

    /// `$LATEST` as this process read it last.
    public internal(set) var latest: FunctionState?
    /// The candidate's number.
    public internal(set) var candidate: Version?
    /// The candidate as it was read last.
    public internal(set) var candidateState: FunctionState?
    /// When the candidate was published.
    public internal(set) var publishedAt: Timestamp?
    /// Whether this process saw that the candidate can be called.
    public internal(set) var candidateIsReady = false
    /// Whether the stable version that slept was seen to be ready for calls.
    var stableIsAwake = false
    var wakes = 0
    /// Whether an earlier answer said that the function exists although it was to be created.
    var functionExisted = false
    var reads = Reads()
    var tries: [WriteKind: Tries] = [:]

    /// What the alias serves by our last acknowledged write, else by the survey: what we expect.
    public internal(set) var alias: AliasState?
    /// Each revision that the alias was seen at: a reading with another one is no older than ours.
    var seenRevisions: Set<String> = []
    /// The looks at it between two writes.
    var watch = Watch()
    /// A write that was begun and not answered yet.
    public internal(set) var pending: Action?
    /// An alias write of which nobody knows whether it happened.
    var doubt: AliasDoubt?
    /// The alias as someone else set it, if someone did.
    public internal(set) var foreignAlias: AliasState?
    /// Whether the alias's description says, or said, that this rollout moves it.
    var hasClaimed = false
    /// Someone else's traffic that a person wants to go on from.
    var adopting: Traffic?
    /// Another rollout's claim on the alias, where it stands in the way.
    var otherClaim: Claim?
    /// Whether the candidate may have had any share of the calls.
    public internal(set) var candidateHadTraffic = false
    /// When the candidate had its first traffic, whatever became of that step since.
    public internal(set) var firstTrafficAt: Timestamp?
    /// Whether an acknowledged write gave the candidate a share.
    var candidateTookTraffic = false
    /// Whether only an answered write proves that the stable version has all traffic.
    var owesRollBack = false
    /// The last shift that nobody heard of and that was not there when it was looked for: it may still
    /// come, and is ours then.
    var lateShift: Action?
    /// Since when AWS has not let us go on.
    var unavailableSince: Timestamp?
    /// What `$LATEST` held when AWS said that our revision of it is not the current one.
    var refused: Configuration?
    /// What `$LATEST` held when it was first to be published.
    var publishing: Configuration?
    /// Whether this process has not yet seen that the candidate still serves alone.
    var watchIsUnseen = false
    var previousIsWritten = false
    var previousIsRestored = false
    /// `<alias>-previous` as it was read or written last.
    public internal(set) var previous: AliasState?
    /// Whether it must be read again before it can be written.
    var previousIsStale = false

    /// What is known of the alarms that guard it.
    public internal(set) var alarms = AlarmReadings()
    /// How each gate ended.
    public internal(set) var gates: [Int: GateResult] = [:]
    /// The step decided on; `nil` before traffic, the number of steps for 100 %.
    public internal(set) var step: Int?
    /// What became of each step.
    public internal(set) var steps: [StepRecord] = []
    /// When the candidate got all traffic.
    public internal(set) var completedAt: Timestamp?
    /// Why it waits.
    public internal(set) var hold: HoldRecord?
    /// Why it goes back, once that is decided.
    public internal(set) var rollingBack: Reason?
    /// When going back was decided.
    public internal(set) var rollBackDecidedAt: Timestamp?
    /// The verdict that it goes back for; `nil` where it goes back for another reason.
    public internal(set) var verdict: ReachedVerdict?
    /// What somebody asked for.
    public internal(set) var requests: [Request] = []
    /// Who paused it, while it is paused.
    public internal(set) var pause: Request?
    /// Since when it is paused.
    var pausedAt: Timestamp?
    /// How long it was paused before.
    var pausedFor = Duration.zero
    /// A wish to go on at once that was not followed yet.
    var wish: Request?
    /// Whether the step was begun because somebody said so: then nothing is waited for.
    var isHurried = false
    /// The way back down, once somebody asked for it.
    public internal(set) var descent: Descent?
    /// The steps that somebody consented to.
    var approved: Set<Int> = []
    /// Since when an approval is waited for.
    var approvalSince: Timestamp?
    /// What the observations say.
    public internal(set) var judge: Judge
    /// How many readings were taken.
    public internal(set) var polls = 0
    var observationFailures = 0
    /// When the present process took over: nothing was read before.
    var drivenAt: Timestamp?
    /// When a reading was taken or failed last.
    var triedAt: Timestamp?
    /// Whether AWS refused the credentials when metrics were read last.
    var lastReadWasRefused = false
    /// When the watch after 100 % had the calls that it was for.
    var watchReachedAt: Timestamp?
    /// How many extra times the watch after 100 % got.
    var watchExtensions = 0
    /// What became of the probes so far.
    var probing = Probing()
    /// How it ended.
    public internal(set) var outcome: Outcome?
    /// When it ended.
    public internal(set) var finishedAt: Timestamp?
    /// What was counted after the end; `nil` where nothing was.
    public internal(set) var aftermath: Aftermath?

    /// Begins a rollout from its plan.
    public init(_ plan: Plan, at: Timestamp) {
        self.plan = plan
        startedAt = at
        lastAt = at
        entryCount = 1
        candidate = plan.candidate
        alias = plan.alias
        seenRevisions = Set([plan.alias?.revision].compactMap(\.self))
        previous = plan.previous
        judge = Judge(Judge.Terms(plan))
        let servesAlready =
            plan.isByHand
            && (plan.candidate.flatMap { plan.alias?.names($0) } ?? false)
        if plan.isGradualRollback || servesAlready {
            candidateHadTraffic = true
            candidateTookTraffic = true
        }
        if plan.isGradualRollback { descent = Descent(by: plan.by) }
    }

    /// Folds a journal; `nil` when it does not begin with a plan.
    public init?(replaying entries: [Entry]) {
        guard let first = entries.first, case .started(let plan) = first.event else { return nil }
        self.init(plan, at: first.at)
        for entry in entries.dropFirst() { apply(entry) }
    }

    /// Whether the candidate gets calls now, as far as we know.
    public var candidateHasTraffic: Bool {
        guard outcome == nil, let candidate, candidate != plan.stable else { return false }
        return candidateHadTraffic && (alias?.names(candidate) ?? false)
    }

    /// Whether it may move the alias: its claim, where it needs one, was acknowledged.
    public var hasBegun: Bool { plan.fence != .alias || hasClaimed }

    /// Whether a write that moves traffic was sent and not answered, so that nobody knows the share.
    public var candidateIsInDoubt: Bool {
        [pending, doubt?.action].contains { $0?.movesTraffic ?? false }
    }

    /// The candidate's share as we expect it.
    public var weight: Weight {
        guard let candidate, let alias else { return .none }
        return alias.traffic.weight(of: candidate)
    }

    /// The steps with a weight that this rollout takes.
    public var plannedSteps: [Step] {
        plan.stable == nil ? [] : plan.strategy.steps
    }

    /// The alias's traffic as someone else set it, if someone did.
    public var foreign: Traffic? { foreignAlias?.traffic }

    /// Whether the rollout has decided to give the candidate everything.
    public var isCompleting: Bool { step == plannedSteps.count }
}
