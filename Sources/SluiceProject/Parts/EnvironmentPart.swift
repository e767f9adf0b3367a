// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// An environment as it stands in the file.
struct EnvironmentPart: Sendable {
    var name: Located<String>
    var isProtected: Bool
    var alias: Located<Template>?
    var account: Located<Template>?
    var region: Located<Template>?
    var function: FunctionPart
    var strategy: Located<Strategy>?
    var gates: [GatePart] = []
    var guards = Guards()
    var onHold = HoldPolicy()
    var observe = ObservationChoice.auto
    var probes: ProbesPart?

    /// The strategy: where the file says none, all at once with an alias, else direct.
    var effectiveStrategy: Strategy {
        strategy?.value
            ?? (alias == nil
                ? Strategy(name: "direct", shape: .direct)
                : Strategy(name: "all-at-once", shape: .steps([])))
    }
}
