// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What the project file and the flags ask for: one environment of one function.
///
/// It says what is wanted and nothing of what is there; `Plan` brings it together with a `Scene`.
public struct Intent: Hashable, Codable, Sendable {
    /// The environment's name in the project file.
    public var environment: String
    /// Whether the policy for production holds here: no direct update, gates and guards required.
    public var isProtected: Bool
    /// The function's name.
    public var function: String
    /// The alias that callers use, or `nil` where `$LATEST` is served directly.
    public var alias: String?
    /// The region that the environment names, if it does.
    public var region: String?
    /// The account that the environment must be in, if it says so.
    public var account: String?
    /// The code to ship, or `nil` where someone else publishes and Sluice moves only the alias.
    public var code: CodeReference?
    /// The configuration to ship; fields that are `nil` stay as they are.
    public var settings: FunctionSettings
    /// A version that someone else published, to be shifted to (`--version`).
    public var candidate: Version?
    /// How traffic moves.
    public var strategy: Strategy
    /// The checks that must pass once.
    public var gates: [Gate]
    /// The checks that must keep passing.
    public var guards: Guards
    /// Where to look for calls and failures.
    public var observe: ObservationChoice
    /// Sluice's own calls to both versions, where the project wants some.
    public var probes: Probes?
    /// Alarms that were red before and do not count.
    public var alarmOverrides: [AlarmOverride]
    /// What to do when a rollout has to wait.
    public var onHold: HoldPolicy
    /// Whether bytes that were rolled back here before may go out again (`--retry`).
    public var allowsRetry: Bool
    /// Whether an interrupt rolls back or leaves the rollout to be resumed.
    public var onInterrupt: InterruptPolicy
    /// Why it cannot wait, where somebody said so (`--hotfix --reason`).
    public var hotfix: String?

    /// Makes an intent; everything that is not said has the project file's default.
    public init(
        environment: String,
        isProtected: Bool = false,
        function: String,
        alias: String? = nil,
        region: String? = nil,
        account: String? = nil,
        code: CodeReference? = nil,
        settings: FunctionSettings = FunctionSettings(),
        candidate: Version? = nil,
        strategy: Strategy,
        gates: [Gate] = [],
        guards: Guards = Guards(),
        observe: ObservationChoice = .auto,
        probes: Probes? = nil,
        alarmOverrides: [AlarmOverride] = [],
        onHold: HoldPolicy = HoldPolicy(),
        allowsRetry: Bool = false,
        onInterrupt: InterruptPolicy = .leave
    ) {
        self.environment = environment
        self.isProtected = isProtected
        self.function = function
        self.alias = alias
        self.region = region
        self.account = account
        self.code = code
        self.settings = settings
        self.candidate = candidate
        self.strategy = strategy
        self.gates = gates
        self.guards = guards
        self.observe = observe
        self.probes = probes
        self.alarmOverrides = alarmOverrides
        self.onHold = onHold
        self.allowsRetry = allowsRetry
        self.onInterrupt = onInterrupt
    }

    /// The same at once: without steps and consents, which leaves gates and the watch after.
    public func asHotfix(_ reason: String) -> Intent {
        var intent = self
        intent.hotfix = reason
        if !strategy.isDirect { intent.strategy.shape = .steps([]) }
        intent.strategy.approvals = []
        return intent
    }
}
