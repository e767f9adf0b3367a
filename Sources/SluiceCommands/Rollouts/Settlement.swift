// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy

/// Brings open rollouts to an end, or leaves them to a driver, within a bounded time.
struct Settlement: Sendable {
    /// What became of one.
    struct Settled: Sendable {
        var target: TargetReport
        var text: String
        var exit: ExitCode
    }

    static let reason = "settled at the end of the job"

    let house: Composition
    let store: JournalStore
    /// When it must be over.
    let end: Timestamp

    /// The place of an exit code among those of several targets: the first decides.
    static func rank(_ exit: ExitCode) -> Int {
        [.error, .refused, .rolledBack, .stopped, .gateFailed, .leftOpen, .success]
            .firstIndex(of: exit) ?? 0
    }

    /// Settles all of them side by side, in the order given.
    func settle(_ found: [OpenRollouts.Found]) async -> [Settled] {
        await withTaskGroup(of: (Int, Settled).self) { group in
            for (index, one) in found.enumerated() {
                group.addTask { (index, await settleInTime(one)) }
            }
            var settled: [(Int, Settled)] = []
            for await one in group { settled.append(one) }
            return settled.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func settleInTime(_ one: OpenRollouts.Found) async -> Settled {
        if let driving = one.driving, driving.isAnswering(at: house.clock.now) {
            let text = "\(name(one))   left to its driver: \(driving.text(at: house.clock.now))"
            let target = TargetReport(one.rollout, at: house.clock.now)
            return Settled(target: target, text: text, exit: .success)
        }
        let settled = await withTaskGroup(of: Settled?.self) { group in
            group.addTask { await settle(one) }
            group.addTask {
                // Cancelled when it was settled in time.
                try? await house.clock.sleep(until: end, tolerance: nil)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        return settled ?? left(one, "AWS did not answer in time")
    }

    private func settle(_ one: OpenRollouts.Found) async -> Settled {
        do {
            let report = try await drive(one.rollout)
            guard report.complaint == nil, case .finished(let outcome) = report.end else {
                return left(one, report.complaint?.what ?? "there was no time for its end")
            }
            let ending = RolloutEnding(
                report: report,
                begun: one.rollout.startedAt,
                ended: house.clock.now,
                goesBack: true
            )
            let traffic = report.alias.map { "   traffic is \($0.traffic.text)" } ?? ""
            let text = "\(name(one))   \(outcome.word)\(traffic)"
            return Settled(target: ending.target, text: text, exit: .success)
        } catch {
            return left(one, Composition.complaint(about: error).what)
        }
    }

    /// Finishes what has all traffic or goes back already, and takes back everything else.
    private func drive(_ rollout: Rollout) async throws -> SluiceDeploy.Report {
        let (plan, name) = (rollout.plan, rollout.plan.rollout)
        let isLast = rollout.completedAt != nil && rollout.rollingBack == nil
        let settings = isLast ? try house.lookedUp(by: plan) : nil
        return try await house.withCloud(
            folder: house.projectFolder(),
            remembered: plan.target
        ) { cloud in
            let deployment = house.deployment(
                cloud,
                store: store,
                who: plan.by,
                seams: Deployment.Seams(interrupt: leave)
            )
            return try await deployment.settle(name, reason: Self.reason, with: settings)
        }
    }

    /// Tells a drive to leave shortly before the time is over; what it writes then comes to its end.
    private func leave() async -> Interrupt? {
        let soon = end.advanced(by: .zero - Limits.settleMargin)
        // Cancelled when the drive is over: then nobody listens.
        try? await house.clock.sleep(
            until: house.clock.now < soon ? soon : end,
            tolerance: nil
        )
        return .terminate
    }

    private func left(_ one: OpenRollouts.Found, _ why: String) -> Settled {
        let traffic = one.rollout.servedTraffic.map { "traffic was \($0.text) last" } ?? ""
        return Settled(
            target: TargetReport(one.rollout, at: house.clock.now),
            text: "\(name(one))   still open, and nobody drives it: \(why); \(traffic)",
            exit: .leftOpen
        )
    }

    private func name(_ one: OpenRollouts.Found) -> String {
        "\(one.rollout.plan.rollout)   \(one.rollout.plan.target.text)"
    }
}
