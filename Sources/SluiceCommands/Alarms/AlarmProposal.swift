// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceDeploy
import SluiceWire

/// One sound alarm, and how it stands against what is there under its name.
struct AlarmProposal: Sendable {
    /// How it stands.
    enum State: String, Encodable, Sendable {
        /// There is none of this name.
        case new
        /// There is one of this name that looks at something else.
        case changed
        /// It is there.
        case there
    }

    /// What it looks at.
    var definition: AlarmDefinition
    /// How it stands.
    var state: State
    /// What is there under its name.
    var before: MetricAlarm?

    /// Compares with what is there; a limit that is measured anew each day stays while it fits.
    init(_ wanted: AlarmDefinition, _ found: [AlarmReader.Found]) {
        definition = wanted
        let there = found.first { $0.definition.name == wanted.name }
        before = there?.metricAlarm
        guard let there else {
            state = .new
            return
        }
        var same = there.definition
        if abs(same.threshold - wanted.threshold) <= 0.25 * wanted.threshold {
            definition.threshold = same.threshold
        }
        same.text = definition.text
        state = same == definition ? .there : .changed
    }

    /// Whether it looks at one version's calls: it guards nothing once another one is deployed.
    var isOfOneVersion: Bool {
        guard case .formula(_, let terms) = definition.source else { return false }
        return terms.contains { $0.metric.dimensions["ExecutedVersion"] != nil }
    }

    /// Its lines on a terminal.
    var lines: [String] {
        var lines = ["  \(CellWidth.pad(state.rawValue, to: 9))\(definition.name)"]
        let margin = String(repeating: " ", count: 11)
        lines.append("\(margin)\(definition.text)")
        lines.append("\(margin)\(definition.condition)")
        for case .formula(_, let terms) in [definition.source] {
            for term in terms {
                let dimensions = term.metric.dimensions.sorted { $0.key < $1.key }
                    .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
                lines.append(
                    "\(margin)\(term.id) = \(term.metric.statistic) of \(term.metric.name), "
                        + "\(term.metric.period) s, \(dimensions)"
                )
            }
        }
        return lines
    }
}
