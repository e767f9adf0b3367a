// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import Yams

extension Reading {
    /// Alarms that guard a rollout: names or ARNs, or mappings with `optional`.
    mutating func alarms(_ node: Node) -> [AlarmGuard] {
        guard let nodes = list(node, "alarms") else { return [] }
        guard nodes.count <= Limits.alarmsMax else {
            complain("alarms are \(Limits.alarmsMax) at the most", at: Place(node))
            return []
        }
        var alarms: [AlarmGuard] = []
        for node in nodes {
            guard let alarm = alarm(node) else { continue }
            if alarms.contains(where: { $0.name == alarm.name }) {
                complain("alarm \(alarm.name) is named twice", at: Place(node))
            }
            alarms.append(alarm)
        }
        return alarms
    }

    private mutating func alarm(_ node: Node) -> AlarmGuard? {
        guard case .mapping = node else {
            return text(node, "an alarm").flatMap { name(of: $0) }.map { AlarmGuard(name: $0) }
        }
        guard let block = block(node, "an alarm", keys: ["name", "optional"]) else { return nil }
        guard let named = block["name"] else {
            complain(
                "an alarm needs 'name': {name: orders-errors, optional: true}",
                at: block.place
            )
            return nil
        }
        let isOptional = block["optional"].flatMap { flag($0, "optional") } ?? false
        return text(named, "name").flatMap { name(of: $0) }
            .map { AlarmGuard(name: $0, isOptional: isOptional) }
    }

    /// The name of an alarm; of an ARN its end.
    private mutating func name(of alarm: Located<String>) -> String? {
        let text = alarm.value
        if text.contains("${") {
            complain(
                "an alarm's name is written out: environments have guards of their own",
                at: alarm.place
            )
            return nil
        }
        guard text.hasPrefix("arn:") else { return text }
        guard let match = text.wholeMatch(of: /arn:[a-z-]+:cloudwatch:[a-z0-9-]*:[0-9]*:alarm:(.+)/)
        else {
            complain(
                "an alarm's ARN is like arn:aws:cloudwatch:eu-west-1:123456789012:alarm:NAME, not "
                    + "'\(text)'",
                at: alarm.place
            )
            return nil
        }
        return String(match.1)
    }
}
