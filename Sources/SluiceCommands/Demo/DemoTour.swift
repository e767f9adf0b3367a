// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire
import SystemPackage

/// The tour: a first version, a good one, a bad one, under load, on an engine of its own.
struct DemoTour: Sendable {
    /// What became of it.
    struct Result: Sendable {
        var document: DemoDocument
        var good: RolloutEnding
        var bad: RolloutEnding
        var counts: TrafficCounts
    }

    /// Somebody wished to stop.
    struct Stopped: Error { var exit: ExitCode }

    let house: Composition
    let cloud: Cloud
    /// A folder that goes away after the tour.
    let folder: String
    /// Where Ctrl-C comes in.
    let signals: Signals

    private var store: JournalStore { JournalStore(directory: FilePath("\(folder)/.sluice")) }

    /// Walks the whole tour.
    func walk() async throws -> Result {
        say("1/3  the first version of a Python function goes to a Lambda on this machine")
        _ = try await deploy(DemoProject.first)
        let tally = TrafficTally()
        let stop = LoadGenerator.Stop()
        let load = LoadGenerator(
            aws: cloud.plain,
            clock: house.clock,
            function: "orders",
            alias: "live",
            rate: Limits.demoRate,
            time: Limits.demoTimeMax,
            event: { Blob(utf8: DemoProject.order($0)) }
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await load.run(into: tally, until: stop) }
            let endings: (good: RolloutEnding, bad: RolloutEnding)
            do {
                endings = try await ship(under: tally)
                stop.set()
            } catch {
                stop.set()
                throw error
            }
            try await group.waitForAll()
            return result(endings.good, endings.bad, tally)
        }
    }

    private func ship(under tally: TrafficTally) async throws -> (RolloutEnding, RolloutEnding) {
        say("     from now on \(Limits.demoRate) requests a second go through its alias")
        try await wait(for: tally, sent: Limits.demoRate)
        say("2/3  a good change: 10 % of the calls, then 50 %, then all of them")
        let good = try await deploy(DemoProject.good)
        say("3/3  a bad change: it passes its gate, and fails for every second caller")
        let bad = try await deploy(DemoProject.bad)
        say("     the rest of the load shows that everybody is answered again")
        try await wait(for: tally, sent: Limits.demoRequests)
        return (good, bad)
    }

    /// Deploys a version as `sluice deploy` does.
    private func deploy(_ source: String) async throws -> RolloutEnding {
        let begun = house.clock.now
        try TextFile.write(source + "\n", to: "\(folder)/src/app.py")
        let project = try ProjectFile.load("\(folder)/sluice.yaml", shownAs: "sluice.yaml")
        let caller = try await cloud.caller()
        let intent = try project.intent(
            DemoProject.environment,
            overrides: Overrides(region: cloud.region, account: caller.account, isLocal: true)
        )
        let show = RolloutShow(house, store: store, signals: signals)
        let deployment = house.deployment(
            cloud,
            store: store,
            who: nil,
            seams: show.seams(),
            locks: TargetLock(directory: FilePath("\(folder)/locks"))
        )
        let report = try await show.during { try await deployment.deploy(intent) }
        let ending = RolloutEnding(report: report, begun: begun, ended: house.clock.now)
        if case .interrupted(let interrupt) = report.end { throw Stopped(exit: interrupt.exit) }
        return ending
    }

    /// Waits until so many requests were sent; the load's own time bounds it.
    private func wait(for tally: TrafficTally, sent: Int) async throws {
        let end = house.clock.now.advanced(by: Limits.demoTimeMax)
        while tally.counts.sent < sent, house.clock.now < end {
            let next = house.clock.now.advanced(by: Limits.keyPoll)
            if let interrupt = await signals.wait(until: next, on: house.clock) {
                throw Stopped(exit: interrupt.exit)
            }
        }
    }

    private func result(
        _ good: RolloutEnding,
        _ bad: RolloutEnding,
        _ tally: TrafficTally
    ) -> Result {
        let counts = tally.counts
        let failed = bad.report.rollout?.candidate.flatMap { tally.firstFailure(of: $0.name) }
        let moved = bad.report.entries.last { entry in
            if case .wrote(let action, _) = entry.event { action.move == .rollBack } else { false }
        }
        return Result(
            document: DemoDocument(
                good: good.target,
                bad: DemoDocument.Bad(
                    target: bad.target,
                    secondsToRollback: failed.flatMap { first in
                        moved.map { first.duration(to: $0.at).inSeconds }
                    }
                ),
                requests: DemoDocument.Requests(
                    sent: counts.sent,
                    answered: counts.answered,
                    failed: counts.failed,
                    dropped: counts.dropped
                )
            ),
            good: good,
            bad: bad,
            counts: counts
        )
    }

    private func say(_ line: String) {
        guard !house.console.isJSON else { return }
        house.console.say("\n" + house.console.errorStyle.paint(line, .bold) + "\n")
    }
}
