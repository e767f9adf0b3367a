// SPDX-License-Identifier: Apache-2.0

/// The checks that must keep passing while the candidate has traffic.
public struct Guards: Hashable, Codable, Sendable {
    /// What counts as a failed call, per version; empty: failures are not judged.
    public var failures: [FailureSource]
    /// The failure rate under which a candidate may be promoted early, 0 … 1; `nil`: the default.
    public var cap: Double?
    /// How much slower than the stable version the candidate may be, as a share: 0.2 is 20 %;
    /// `nil`: latency is not judged.
    public var latencyMargin: Double?
    /// Whether throttled calls are judged.
    public var throttles: Bool
    /// Alarms that must not go off.
    public var alarms: [AlarmGuard]
    /// The accepted probability of a false rollback by evidence, for the whole rollout.
    public var alpha: Double
    /// How long metrics take to be complete; `nil`: 2 s where seconds are kept, else 60 s.
    public var lag: Duration?

    /// Makes guards with the defaults of the judge.
    public init(
        failures: [FailureSource] = [.function],
        cap: Double? = nil,
        latencyMargin: Double? = nil,
        throttles: Bool = false,
        alarms: [AlarmGuard] = [],
        alpha: Double = 0.01,
        lag: Duration? = nil
    ) {
        self.failures = failures
        self.cap = cap
        self.latencyMargin = latencyMargin
        self.throttles = throttles
        self.alarms = alarms
        self.alpha = alpha
        self.lag = lag
    }

    /// Reads guards; a journal from before there were others has failures alone.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            failures: try container.decode([FailureSource].self, forKey: .failures),
            cap: try container.decodeIfPresent(Double.self, forKey: .cap),
            latencyMargin: try container.decodeIfPresent(Double.self, forKey: .latencyMargin),
            throttles: try container.decodeIfPresent(Bool.self, forKey: .throttles) ?? false,
            alarms: try container.decodeIfPresent([AlarmGuard].self, forKey: .alarms) ?? [],
            alpha: try container.decode(Double.self, forKey: .alpha),
            lag: try container.decodeIfPresent(Duration.self, forKey: .lag)
        )
    }

    /// The patterns of the log records that count as failures.
    public var failurePatterns: [String] {
        failures.compactMap { if case .log(let pattern) = $0 { pattern } else { nil } }
    }

    /// Whether a metric of the user's own tells failures.
    public var hasFailureMetric: Bool {
        failures.contains { if case .metric = $0 { true } else { false } }
    }

    /// Why no call is judged, in words; `nil` where failed calls are.
    public var whyCallsAreNotJudged: String? {
        guard failures.isEmpty else { return nil }
        let named = alarms.isEmpty ? "names no guard" : "names alarms alone as guards"
        return "not judged by calls: the project \(named)"
    }

    /// Whether nothing at all must keep passing.
    public var isEmpty: Bool {
        failures.isEmpty && latencyMargin == nil && !throttles && alarms.isEmpty
    }
}
