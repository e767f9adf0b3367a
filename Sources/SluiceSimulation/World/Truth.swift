// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore

/// What is so in the world, whoever believes what: what a checker compares with.
public struct Truth: Sendable {
    /// Who changed something.
    public enum Writer: Hashable, Sendable {
        /// The rollout's driver, by the number of its process.
        case driver(Int)
        /// Anybody else.
        case someoneElse
    }

    /// What the alias serves; `nil` when there is none.
    public var traffic: Traffic?
    /// The alias's description.
    public var description = ""
    /// Who changed the alias's traffic last.
    public var lastMover = Writer.someoneElse
    /// The package of each version, `$LATEST` too.
    public var packages: [Version: String] = [:]
    /// What `<alias>-previous` names.
    public var previous: Version?
    /// Packages whose gates fail.
    public var broken: Set<String> = []
    /// Gates that run beside the function and fail, by their names.
    public var failingGates: Set<String> = []
    /// Calls that each version had through the alias.
    public var calls: [Version: Int] = [:]
    /// Probes that each version answered.
    public var probes: [Version: Int] = [:]
}
