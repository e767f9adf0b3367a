// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Everything that one rollout will do, decided before it starts: the first line of its journal.
public struct Plan: Hashable, Codable, Sendable {
    /// The form of the journal; a newer one is refused.
    public var format: Int
    /// The rollout's name: `r-…`.
    public var rollout: String
    /// The attempt's start.
    public var at: Timestamp
    /// Who asked for it.
    public var by: String
    /// The environment's name.
    public var environment: String
    /// What it moves.
    public var target: Target
    /// Which writes come before traffic.
    public var work: Work
    /// The version that serves now; `nil` in a first deployment and in a direct update.
    public var stable: Version?
    /// The version to go to, where it is known beforehand.
    public var candidate: Version?
    /// The package to ship.
    public var code: CodeReference?
    /// The configuration to ship.
    public var settings: FunctionSettings
    /// What is different from the stable version, and so why a version is published.
    public var changes: [Change]
    /// The alias as it was surveyed.
    public var alias: AliasState?
    /// The alias of the version served before, as it was surveyed.
    public var previous: AliasState?
    /// How traffic moves.
    public var strategy: Strategy
    /// The checks that must pass once.
    public var gates: [Gate]
    /// The checks that must keep passing.
    public var guards: Guards
    /// Where calls and failures are looked for; `nil` in journals that know only metrics.
    public var observe: ObservationChoice?
    /// Where they are looked for in fact; `nil` in journals that know only metrics.
    public var sight: Sight?
    /// Sluice's own calls to both versions, where the project wants some.
    public var probes: Probes?
    /// Alarms that were red before and do not count; `nil`: none.
    public var alarmOverrides: [AlarmOverride]?
    /// What to do when it has to wait.
    public var onHold: HoldPolicy
    /// What an interrupt does.
    public var onInterrupt: InterruptPolicy
    /// Seconds that one window of metrics spans: 1 or 60.
    public var metricPeriod: Int
    /// The failure rate that counts as "too high" where no stable version runs beside (section 2.3 of the judge).
    public var acceptedRate: Double
    /// What the stable version was like in the hour before; `nil` in journals that did not keep it.
    public var reference: Reference?
    /// How many failures one event may leave; `nil`: one.
    public var retryFactor: Double?
    /// The longest time-out of the two versions, in seconds; `nil` where it was not kept.
    public var functionTimeout: Int?
    /// Whether the hour before had so many calls that silence is a fault of the metrics.
    public var expectsTraffic = false
    /// How drivers on other machines are kept off the alias; `nil` where nothing is claimed.
    public var fence: Fence?
    /// The revision of `$LATEST` that the plan was made for, where the rollout writes to it.
    public var latestRevision: String?
    /// How far it goes before it is left open, as it was asked for: `gates`, `10%`; `nil`: to its end.
    public var until: String?
    /// Why it could not wait, where it is a hotfix.
    public var hotfix: String?
    /// Why a person went back by hand, in their words.
    public var reason: String?
    /// The stable version, where AWS has put it to sleep: it is woken before traffic moves.
    public var sleeping: Version?

    /// The writes before traffic.
    public struct Work: Hashable, Codable, Sendable {
        /// The function does not exist yet.
        public var createsFunction: Bool
        /// Its configuration differs from what is wanted.
        public var updatesConfiguration: Bool
        /// Its code differs from what is wanted.
        public var updatesCode: Bool
        /// A version is published.
        public var publishes: Bool
        /// The alias does not exist yet.
        public var createsAlias: Bool

        /// Makes a list of writes.
        public init(
            createsFunction: Bool = false,
            updatesConfiguration: Bool = false,
            updatesCode: Bool = false,
            publishes: Bool = false,
            createsAlias: Bool = false
        ) {
            self.createsFunction = createsFunction
            self.updatesConfiguration = updatesConfiguration
            self.updatesCode = updatesCode
            self.publishes = publishes
            self.createsAlias = createsAlias
        }
    }

    /// The version of this form of the journal.
    public static let currentFormat = 1
}
