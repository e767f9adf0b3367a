// SPDX-License-Identifier: Apache-2.0
import SluiceStats

/// What a survey of the calls fixes for the judge before the first call to the candidate.
public struct SurveyedTerms: Hashable, Sendable {
    /// Calls through the alias in the hour before, and how many failed.
    public var lastHour: Counts
    /// What the stable version was like in that hour.
    public var reference: Reference?
    /// How many failures one event may leave.
    public var retries: RetryFactors
    /// The longest time-out of the versions that are called, in seconds: failures may be that late.
    public var functionTimeout: Int?

    /// Makes terms; `timeouts` are those of the versions that are called, as far as they are known.
    public init(
        lastHour: Counts,
        reference: Reference? = nil,
        retries: RetryFactors = RetryFactors(),
        timeouts: [Int?] = []
    ) {
        self.lastHour = lastHour
        self.reference = reference
        self.retries = retries
        functionTimeout = timeouts.compactMap(\.self).max()
    }

    /// The failure rate that is still accepted where no stable version runs beside.
    public var acceptedRate: Double { AbsoluteEvidence.p0(stableRate: lastHour.rate) }

    /// Whether the hour had so many calls that silence is a fault of the metrics.
    public var expectsTraffic: Bool { lastHour.calls >= Limits.expectedCallsMin }
}

extension Plan {
    /// The same plan on these terms.
    public func on(_ terms: SurveyedTerms) -> Plan {
        var plan = self
        plan.acceptedRate = terms.acceptedRate
        plan.reference = terms.reference
        plan.retryFactor = terms.retries.factor(namesEvents: observesLogs)
        plan.functionTimeout = terms.functionTimeout
        plan.expectsTraffic = terms.expectsTraffic
        return plan
    }
}
