// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceCore
import SluiceDeploy

/// An open rollout as `status` shows it: the fields of a target, and where it stands.
struct OpenRolloutReport: Hashable, Encodable, Sendable {
    /// All of them.
    struct List: Hashable, Encodable, Sendable {
        var rollouts: [OpenRolloutReport]
    }

    /// The process that drives, or drove last.
    struct Driver: Hashable, Encodable, Sendable {
        var pid: Int
        var host: String
        var answering: Bool
    }

    /// The target's fields, without its list of steps.
    var target: TargetReport
    /// The step, from 1; 0 before traffic.
    var step: Int
    /// The weighted steps in all.
    var steps: Int
    /// Why it waits.
    var hold: String?
    /// The evidence against the candidate: 100 rolls back.
    var evidence: Double?
    /// Who drives.
    var driver: Driver?
    private var traffic: String
    /// When the journal's last line was written.
    private var lastAt: Timestamp
    private var isDriven: Bool
    /// Who set the share that stays as it is; `nil` where it is for somebody to drive.
    private var setting: String?
    /// What a driver that does not answer was asked last.
    private var unheard: Request?

    init(_ found: OpenRollouts.Found, at now: Timestamp) {
        let rollout = found.rollout
        let driving = found.driving.flatMap {
            [rollout.plan.rollout, ""].contains($0.holder.rollout) ? $0 : nil
        }
        target = TargetReport(rollout, at: now)
        step = rollout.step.map { min($0 + 1, rollout.plannedSteps.count) } ?? 0
        steps = rollout.plannedSteps.count
        hold = rollout.holdText
        evidence = RolloutView(rollout, at: now).evidence.map { pow(10, min($0, 300)) }
        let identity = driving?.holder.driver ?? rollout.driver
        driver = identity.map {
            Driver(
                pid: $0.pid,
                host: $0.host,
                answering: driving?.isAnswering(at: now) ?? false
            )
        }
        lastAt = rollout.lastAt
        isDriven = driving != nil
        setting = rollout.staysAsSet && driving == nil ? rollout.plan.wordsOfSetting : nil
        traffic = rollout.servedTraffic?.text ?? "no alias"
        unheard = found.unheard.last
    }

    /// What the table does not say of where its traffic comes from: nobody was asked.
    static func notes(_ rollouts: [OpenRolloutReport]) -> [String] {
        let unwatched = rollouts.filter { !($0.driver?.answering ?? false) }
        return ["traffic is what the journals knew last; the aliases were not read now"]
            + unwatched.map { one in
                let name = one.target.rollout ?? ""
                return one.setting.map { "\(name) was \($0), and stays as it was set" }
                    ?? "\(name) is watched by nobody since \(one.lastAt.clockText)"
            }
    }

    /// The cells of its row.
    var cells: [String] {
        let versions = [target.stable, target.candidate].compactMap { $0.map { "v\($0)" } }
        return [
            target.rollout ?? "",
            [target.function, target.alias].compactMap(\.self).joined(separator: ":"),
            versions.joined(separator: " → "),
            place,
            // An abort beside a silent driver has moved the alias; its journal does not know.
            unheard?.verb == .abort ? "was \(traffic)" : traffic,
            setting != nil
                ? "by hand"
                : driver.map { "\($0.pid)\($0.answering ? "" : isDriven ? ", silent" : ", gone")" }
                    ?? "nobody",
        ]
    }

    private var place: String {
        if let unheard {
            return "\(unheard.verb.words) asked \(unheard.at.clockText), not taken up"
        }
        return hold.map { "holds: \($0)" } ?? "\(step) of \(steps)"
    }

    private enum CodingKeys: String, CodingKey {
        case rollout, account, region, endpoint, function, alias, outcome, reason, stable
        case candidate, traffic, requests, seconds, step, steps, hold, evidence, driver
    }

    /// Writes the target's fields and its own into one object; `steps` counts the steps.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(target.rollout, forKey: .rollout)
        try container.encode(target.account, forKey: .account)
        try container.encode(target.region, forKey: .region)
        try container.encode(target.endpoint, forKey: .endpoint)
        try container.encode(target.function, forKey: .function)
        try container.encode(target.alias, forKey: .alias)
        try container.encode(target.outcome, forKey: .outcome)
        try container.encode(target.reason, forKey: .reason)
        try container.encode(target.stable, forKey: .stable)
        try container.encode(target.candidate, forKey: .candidate)
        try container.encode(target.traffic, forKey: .traffic)
        try container.encode(target.requests, forKey: .requests)
        try container.encode(target.seconds, forKey: .seconds)
        try container.encode(step, forKey: .step)
        try container.encode(steps, forKey: .steps)
        try container.encode(hold, forKey: .hold)
        try container.encode(evidence, forKey: .evidence)
        try container.encode(driver, forKey: .driver)
    }
}
