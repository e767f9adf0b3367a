// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// Looks at the calls of an alias: who makes them, and what they were like before.
struct CallSurvey: Sendable {
    let aws: any AWSTransport

    /// What the plan of a deployment would fix for the judge, of a shift that somebody else performs.
    ///
    /// What the candidate was called in the hour is no part of what stable was like. Where the shift
    /// was under way already, stable's latency is left open as well, and is taken from the first
    /// calls beside the candidate.
    func terms(
        of plan: Plan,
        isUnderWay: Bool
    ) async throws(AWSFailure) -> SurveyedTerms {
        let target = plan.target
        var intent = Intent(
            environment: plan.environment,
            function: target.function,
            alias: target.alias,
            strategy: plan.strategy,
            guards: plan.guards,
            observe: .metrics
        )
        let lastHour = try await lastHour(
            of: target,
            intent,
            until: plan.at,
            without: plan.candidate
        )
        if isUnderWay { intent.guards.latencyMargin = nil }
        var timeouts: [Int?] = []
        var unread = Callers()
        for version in [plan.stable, plan.candidate].compactMap(\.self) {
            let asked = GetFunctionConfiguration(
                functionName: target.function,
                qualifier: version.name
            )
            timeouts.append(try await self.asked(asked, &unread)?.timeout)
        }
        return SurveyedTerms(
            lastHour: lastHour,
            reference: try await reference(of: target, intent, lastHour, until: plan.at),
            retries: try await retries(of: target, intent),
            timeouts: timeouts
        )
    }
}
