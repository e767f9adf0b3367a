// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
import SluiceWire

/// A function as it runs today, whoever owns it: its aliases, who calls it beside them, its alarms.
public struct FunctionReading: Hashable, Sendable {
    /// An alias and its calls of the day before.
    public struct Alias: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// What it serves.
        public var state: AliasState
        /// Its calls of the day before.
        public var counts: Counts
    }

    /// The function's name.
    public var function: String
    /// The CloudFormation stack that owns it, by the stack's tag.
    public var owner: String?
    /// Its aliases, by name.
    public var aliases: [Alias]
    /// All calls of the day before, whoever they came through.
    public var calls: Int
    /// Who calls `$LATEST`: `SQS orders-q`.
    public var bypasses: [String]
    /// Alarms that watch it.
    public var alarms: [AlarmReader.Found]
    /// What AWS did not let us read.
    public var unread: [String]

    /// Calls of the day before that came through no alias.
    public var bypassed: Int { max(0, calls - aliases.reduce(0) { $0 + $1.counts.calls }) }

    /// Makes a reading of its parts.
    public init(
        function: String,
        owner: String? = nil,
        aliases: [Alias] = [],
        calls: Int = 0,
        bypasses: [String] = [],
        alarms: [AlarmReader.Found] = [],
        unread: [String] = []
    ) {
        self.function = function
        self.owner = owner
        self.aliases = aliases
        self.calls = calls
        self.bypasses = bypasses
        self.alarms = alarms
        self.unread = unread
    }
}
