// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import Yams

extension Reading {
    mutating func guards(_ node: Node) -> Guards {
        var guards = Guards()
        let keys = ["failures", "alpha", "lag", "alarms", "cap", "latency", "throttles"]
        guard let block = block(node, "guards", keys: keys) else { return guards }
        if let node = block["failures"], let sources = failures(node) { guards.failures = sources }
        if let node = block["alpha"], let alpha = chance(node, "alpha") { guards.alpha = alpha }
        guards.cap = block["cap"].flatMap { chance($0, "cap") }
        guards.latencyMargin = block["latency"].flatMap { latencyMargin($0) }
        guards.throttles = block["throttles"].flatMap { flag($0, "throttles") } ?? false
        guards.lag = block["lag"].flatMap { duration($0, "lag", allowsZero: true) }
        if let node = block["alarms"] { guards.alarms = alarms(node) }
        for key in ["cap", "latency", "throttles"]
        where guards.failures.isEmpty && block[key] != nil {
            complain(
                "'\(key)' is judged beside failed calls, and failures is empty",
                at: block.place(of: key)
            )
        }
        return guards
    }

    /// How much slower than the stable version the candidate may be: `latency: {margin: 20%}`.
    private mutating func latencyMargin(_ node: Node) -> Double? {
        guard let block = block(node, "latency", keys: ["margin"]) else { return nil }
        guard let node = block["margin"] else { return Limits.latencyMargin }
        guard let margin = share(node), (0...Limits.latencyMarginMax).contains(margin) else {
            let most = Int(Limits.latencyMarginMax * 100)
            complain("margin", mustBe: "from 0% to \(most)%, such as 20%", found: node)
            return nil
        }
        return margin
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

    /// A chance or a rate as `1%` or `0.01`.
    private mutating func chance(_ node: Node, _ what: String) -> Double? {
        guard let number = share(node), number > 0, number <= 0.5 else {
            complain(what, mustBe: "over 0% and at most 50%", found: node)
            return nil
        }
        return number
    }

    /// A share as `20%` or `0.2`.
    private mutating func share(_ node: Node) -> Double? {
        let text = scalar(node) ?? ""
        return text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
    }
}
