// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What a command says in JSON about one target: the shape that scripts read.
public struct TargetReport: Hashable, Sendable {
    /// One weighted step.
    public struct StepReport: Hashable, Codable, Sendable {
        /// The candidate's share, 0 … 1.
        public var weight: Double
        /// How long the step lasted.
        public var seconds: Double
        /// How it was left.
        public var decision: String
    }

    /// The calls that were read while the rollout ran.
    public struct Requests: Hashable, Codable, Sendable {
        /// The stable version's calls.
        public var stable: Int
        /// The candidate's calls.
        public var candidate: Int
        /// The candidate's failed calls.
        public var failed: Int

        /// Counts what a judge has read.
        public init(_ judge: Judge) {
            stable = judge.stable.calls
            candidate = judge.candidate.calls
            failed = judge.candidate.failures
        }

        init(stable: Int, candidate: Int, failed: Int) {
            (self.stable, self.candidate, self.failed) = (stable, candidate, failed)
        }
    }

    /// The verdict that a rollout went back for.
    public struct Verdict: Hashable, Codable, Sendable {
        /// When it was decided.
        public var at: String
        /// Seconds since the candidate's first traffic.
        public var seconds: Double?
        /// The candidate's failed calls that were known.
        public var failures: Int
        /// The candidate's calls that were known.
        public var calls: Int
        /// A version as good as the stable one looks this bad less than once in so many rollouts;
        /// `nil` where there was nothing to compare with.
        public var onceIn: Double?
        /// What an alarm on over 5 % in two of two minutes would have cost.
        public var fixedAlarm: FixedAlarm?

        init(_ verdict: ReachedVerdict, _ fixedAlarm: FixedAlarm?) {
            at = verdict.at.iso8601
            seconds = verdict.afterTraffic?.inSeconds
            failures = verdict.candidate.failures
            calls = verdict.candidate.calls
            onceIn = verdict.onceIn
            self.fixedAlarm = fixedAlarm
        }
    }

    /// The rollout's name; `nil` when there was nothing to do.
    public var rollout: String?
    /// Twelve digits.
    public var account: String
    /// For example `eu-west-1`.
    public var region: String
    /// An endpoint that is not AWS's own.
    public var endpoint: String?
    /// The function's name.
    public var function: String
    /// The alias's name.
    public var alias: String?
    /// `promoted`, `rolledBack` … or `open`.
    public var outcome: String
    /// Why, where there is a why.
    public var reason: Reason?
    /// The version that served before; `nil` in a first deployment.
    public var stable: String?
    /// The version to go to.
    public var candidate: String?
    /// What the alias serves when the command ends: shares by version.
    public var traffic: [String: Double]
    /// The weighted steps that were taken.
    public var steps: [StepReport]
    /// The calls that were read.
    public var requests: Requests
    /// Sluice's own calls, which are not among them; `nil` where there were none.
    public var probes: Requests?
    /// The verdict that it went back for; `nil` where there was none.
    public var verdict: Verdict?
    /// How long it took.
    public var seconds: Double

    /// Reports a rollout as it stands at `now`.
    public init(_ rollout: Rollout, at now: Timestamp) {
        let target = rollout.plan.target
        let end = rollout.finishedAt ?? now
        self.rollout = rollout.plan.rollout
        account = target.account
        region = target.region
        endpoint = target.endpoint
        function = target.function
        alias = target.alias
        outcome = rollout.toldOutcome?.word ?? "open"
        reason = rollout.toldReason ?? rollout.rollingBack
        stable = rollout.plan.stable?.name
        candidate = rollout.candidate?.name
        traffic = Self.traffic(rollout.servedTraffic)
        steps = rollout.steps.compactMap { step in
            guard let shiftedAt = step.shiftedAt, let left = step.end else { return nil }
            return StepReport(
                weight: step.weight.fraction,
                seconds: shiftedAt.duration(to: step.endedAt ?? end).inSeconds,
                decision: left.rawValue
            )
        }
        let counted = rollout.counted
        requests = Requests(counted)
        let judge = rollout.judge
        if judge.probed.calls + judge.stableProbed.calls > 0 {
            probes = Requests(
                stable: judge.stableProbed.calls,
                candidate: judge.probed.calls,
                failed: judge.probed.failures
            )
        }
        verdict = rollout.verdict.map { Verdict($0, rollout.fixedAlarm(by: counted)) }
        seconds = rollout.startedAt.duration(to: end).inSeconds
    }

    /// Reports that the alias serves what is wanted already.
    public init(unchanged target: Target, serving traffic: Traffic, seconds: Double) {
        rollout = nil
        account = target.account
        region = target.region
        endpoint = target.endpoint
        function = target.function
        alias = target.alias
        outcome = "unchanged"
        reason = nil
        stable = traffic.version.name
        candidate = traffic.version.name
        self.traffic = Self.traffic(traffic)
        steps = []
        requests = Requests(stable: 0, candidate: 0, failed: 0)
        self.seconds = seconds
    }

    private static func traffic(_ traffic: Traffic?) -> [String: Double] {
        var shares: [String: Double] = [:]
        for share in traffic?.shares ?? [] { shares[share.version.name] = share.weight.fraction }
        return shares
    }
}

extension TargetReport: Codable {
    private enum CodingKeys: String, CodingKey {
        case rollout, account, region, endpoint, function, alias, outcome, reason, stable
        case candidate, traffic, steps, requests, probes, verdict, seconds
    }

    /// Writes every key, with null where there is nothing: scripts need not ask whether one is there;
    /// probes alone are there only where some were sent.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rollout, forKey: .rollout)
        try container.encode(account, forKey: .account)
        try container.encode(region, forKey: .region)
        try container.encode(endpoint, forKey: .endpoint)
        try container.encode(function, forKey: .function)
        try container.encode(alias, forKey: .alias)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(reason, forKey: .reason)
        try container.encode(stable, forKey: .stable)
        try container.encode(candidate, forKey: .candidate)
        try container.encode(traffic, forKey: .traffic)
        try container.encode(steps, forKey: .steps)
        try container.encode(requests, forKey: .requests)
        try container.encodeIfPresent(probes, forKey: .probes)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(seconds, forKey: .seconds)
    }
}
