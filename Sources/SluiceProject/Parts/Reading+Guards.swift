// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import Yams

extension Reading {
    mutating func guards(_ node: Node) -> Guards {
        var guards = Guards()
        let keys = ["failures", "alpha", "lag", "alarms"]
        let unsupported = ["cap", "latency", "throttles"]
        guard let block = block(node, "guards", keys: keys, unsupported: unsupported) else {
            return guards
        }
        if let node = block["failures"], let sources = failures(node) { guards.failures = sources }
        if let node = block["alpha"], let alpha = alpha(node) { guards.alpha = alpha }
        guards.lag = block["lag"].flatMap { duration($0, "lag", allowsZero: true) }
        if let node = block["alarms"] { guards.alarms = alarms(node) }
        return guards
    }

    mutating func onHold(_ node: Node) -> HoldPolicy {
        var policy = HoldPolicy()
        let keys = [
            "quiet", "caution", "stale", "alarmUnknown", "credentials", "limit", "maxSilence",
        ]
        guard let block = block(node, "onHold", keys: keys) else {
            return policy
        }
        if let node = block["quiet"], let quiet: HoldPolicy.Quiet = choice(node, "quiet") {
            policy.quiet = quiet
            policy.isQuietChosen = true
        }
        if let node = block["caution"], let doubt: HoldPolicy.Doubt = choice(node, "caution") {
            policy.caution = doubt
        }
        if let node = block["stale"], let doubt: HoldPolicy.Doubt = choice(node, "stale") {
            policy.stale = doubt
        }
        if let node = block["alarmUnknown"],
            let doubt: HoldPolicy.Doubt = choice(node, "alarmUnknown")
        {
            policy.alarmUnknown = doubt
        }
        if let node = block["credentials"],
            let doubt: HoldPolicy.Doubt = choice(node, "credentials")
        {
            policy.credentials = doubt
        }
        if let node = block["limit"], let limit = duration(node, "limit") { policy.limit = limit }
        if let node = block["maxSilence"], let silence = duration(node, "maxSilence") {
            policy.maxSilence = silence
        }
        return policy
    }

    /// A chance as `1%` or `0.01`.
    private mutating func alpha(_ node: Node) -> Double? {
        let text = scalar(node) ?? ""
        let number = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
        guard let number, number > 0, number <= 0.5 else {
            complain("alpha", mustBe: "over 0% and at most 50%", found: node)
            return nil
        }
        return number
    }
}
