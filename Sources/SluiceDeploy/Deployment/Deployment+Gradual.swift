// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceWire

extension Deployment {
    /// Goes back down the steps, watched, in the same machine as every rollout.
    ///
    /// While a rollout is open it is that one whose share goes down. Else the version that is
    /// served now loses its share step by step to the one that was promoted before it.
    ///
    /// - Throws: `Complaint` when there are no steps to go down by, or no version to go back to.
    public func rollbackGradually(
        _ intent: Intent,
        to version: Version? = nil,
        reason: String? = nil
    ) async throws -> Report {
        let reading = try await readAlias(intent, to: "roll back")
        let (open, notes) = await findOpen(reading.target)
        if let open, !open.plan.strategy.steps.isEmpty, !open.plan.isShift {
            try Self.checkDestination(version, of: open, reading)
            return try await ask(.stepDown, of: open.name, reason: reason)
        }
        if let open { throw Self.inTheWay(open, intent, reading) }
        guard !intent.strategy.steps.isEmpty else { throw Self.noSteps(intent, reading) }
        let destination = try await destination(version, reading, intent)
        if reading.state.traffic == Traffic(version: destination) {
            return Report(
                end: .unchanged(version: destination.name),
                target: reading.target,
                alias: reading.state
            )
        }
        if let version { await warn(of: version, on: reading.target) }
        let isAsleep = try await check(destination, for: intent, reading)
        let plan = Plan.gradualRollback(
            intent,
            rollout: await newName(),
            at: clock.now,
            by: reason.map { "\(identity.who): \($0)" } ?? identity.who,
            target: reading.target,
            alias: reading.state,
            to: destination,
            isAsleep: isAsleep,
            metricPeriod: survey.endpoint == nil ? 60 : await survey.health() ?? 60,
            fence: fence
        )
        let holder = holder(of: plan.rollout)
        var report = try await locks.holdingLease(plan.target, as: holder) { lease in
            try await lookAgain(for: plan, at: reading.state)
            return try await drive(try await self.open(plan), of: plan, under: lease)
        }
        report.notes = notes + report.notes
        return report
    }

    /// The destination must exist, and be no third beside two that share the alias; whether AWS has
    /// put it to sleep.
    private func check(
        _ destination: Version,
        for intent: Intent,
        _ reading: AliasReading
    ) async throws -> Bool {
        let now = ["traffic is \(reading.state.traffic.text); Sluice changed nothing"]
        if let claim = Claim(in: reading.state.description), claim.until > clock.now {
            throw Complaint(claim, on: reading.target, now: now, environment: intent.environment)
        }
        if reading.state.weighted != nil, destination != reading.state.version {
            throw Complaint(
                "\(reading.target.text) serves two versions, and \(destination.text) would be a third",
                why: ["an alias serves two versions at most"],
                now: now,
                next: [
                    "sluice rollback \(intent.environment)\(reading.target.options) "
                        + "--to \(destination.name)   at once"
                ],
                exit: .usage
            )
        }
        do {
            let answer = try await aws.send(
                GetFunctionConfiguration(
                    functionName: reading.target.function,
                    qualifier: destination.name
                )
            )
            return try FunctionState(answer, mentioning: intent.settings).state == .inactive
        } catch {
            throw Complaint(
                error,
                doing: "read \(destination.text) of \(reading.target.function)",
                now: now
            )
        }
    }

    private static func checkDestination(
        _ version: Version?,
        of open: OpenRollout,
        _ reading: AliasReading
    ) throws {
        guard let version, version != open.plan.stable else { return }
        throw Complaint(
            "rollout \(open.name) goes back to \(open.plan.stable?.text ?? "nothing"), "
                + "not to \(version.text)",
            now: ["traffic is \(reading.state.traffic.text); Sluice changed nothing"],
            next: [
                "sluice rollback \(open.plan.environment)\(open.plan.target.options) "
                    + "--to \(version.name)   at once"
            ],
            exit: .usage
        )
    }

    private static func noSteps(_ intent: Intent, _ reading: AliasReading) -> Complaint {
        Complaint(
            "strategy \(intent.strategy.name) of \(intent.environment) has no steps to go down by",
            now: ["traffic is \(reading.state.traffic.text); Sluice changed nothing"],
            next: [
                "sluice rollback \(intent.environment)\(reading.target.options)   at once",
                "give \(intent.environment) a strategy with steps",
            ],
            exit: .usage
        )
    }

    private static func inTheWay(
        _ open: OpenRollout,
        _ intent: Intent,
        _ reading: AliasReading
    ) -> Complaint {
        Complaint(
            "rollout \(open.name) of \(reading.target.text) is open and has no steps to go down by",
            now: ["traffic is \(reading.state.traffic.text); Sluice changed nothing"],
            next: [
                "sluice rollback \(intent.environment)\(reading.target.options)   at once"
            ],
            exit: .refused
        )
    }
}
