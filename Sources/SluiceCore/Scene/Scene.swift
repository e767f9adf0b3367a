// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What the survey found in AWS before anything is written.
public struct Scene: Hashable, Codable, Sendable {
    /// Where it looked.
    public var target: Target
    /// When it looked.
    public var at: Timestamp
    /// Who looks: the ARN of the caller's identity.
    public var identity: String
    /// `$LATEST`, or `nil` when the function does not exist.
    public var latest: FunctionState?
    /// The alias, or `nil` when it does not exist.
    public var alias: AliasState?
    /// The alias that points at the version served before, if it exists.
    public var previous: AliasState?
    /// The version that the alias serves as its own.
    public var stable: FunctionState?
    /// The version that was named with `--version`, if it exists.
    public var candidate: FunctionState?
    /// The CloudFormation stack that owns the function, by the stack's tag.
    public var owner: String?
    /// Whether the alias has provisioned concurrency of its own.
    public var aliasIsProvisioned: Bool
    /// The shortest period that the endpoint keeps metrics for, in seconds: 1 on the local engine, 60 on AWS.
    public var metricPeriod: Int
    /// Whether the endpoint is a local engine, whose days before say nothing of users.
    public var isEngine: Bool
    /// Calls and failed calls through the alias in the hour before.
    public var lastHour: Counts
    /// Who calls the alias; `nil` where that was not asked, because it decides nothing.
    public var callers: Callers?
    /// What the stable version was like in that hour; `nil` where nothing is judged.
    public var reference: Reference?
    /// How many failures one event may leave.
    public var retries: RetryFactors
    /// The alarms that are to guard the rollout, as they stand now.
    public var alarms: [AlarmState]
    /// Calls through the alias in the days before, where they were asked for.
    public var history: TrafficHistory?
    /// Packages that were rolled back here before: their rollouts by CodeSha256.
    public var rolledBack: [String: String]
    /// Versions that were rolled back here and not promoted since: their rollouts.
    public var rolledBackVersions: [Version: String]
    /// A rollout of this target that is still open.
    public var openRollout: String?

    /// Makes a scene.
    public init(
        target: Target,
        at: Timestamp,
        identity: String,
        latest: FunctionState? = nil,
        alias: AliasState? = nil,
        previous: AliasState? = nil,
        stable: FunctionState? = nil,
        candidate: FunctionState? = nil,
        owner: String? = nil,
        aliasIsProvisioned: Bool = false,
        metricPeriod: Int = 60,
        isEngine: Bool = false,
        lastHour: Counts = Counts(),
        callers: Callers? = nil,
        reference: Reference? = nil,
        retries: RetryFactors = RetryFactors(),
        alarms: [AlarmState] = [],
        history: TrafficHistory? = nil,
        rolledBack: [String: String] = [:],
        rolledBackVersions: [Version: String] = [:],
        openRollout: String? = nil
    ) {
        self.target = target
        self.at = at
        self.identity = identity
        self.latest = latest
        self.alias = alias
        self.previous = previous
        self.stable = stable
        self.candidate = candidate
        self.owner = owner
        self.aliasIsProvisioned = aliasIsProvisioned
        self.metricPeriod = metricPeriod
        self.isEngine = isEngine
        self.lastHour = lastHour
        self.callers = callers
        self.reference = reference
        self.retries = retries
        self.alarms = alarms
        self.history = history
        self.rolledBack = rolledBack
        self.rolledBackVersions = rolledBackVersions
        self.openRollout = openRollout
    }

    /// Leaves out what was rolled back by these rollouts.
    public mutating func forget(_ rollouts: Set<String>) {
        rolledBack = rolledBack.filter { !rollouts.contains($0.value) }
        rolledBackVersions = rolledBackVersions.filter { !rollouts.contains($0.value) }
    }
}
