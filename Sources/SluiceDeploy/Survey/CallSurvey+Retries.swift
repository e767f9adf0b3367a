// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension CallSurvey {
    /// Services that call a function without waiting for its answer: what fails is tried again.
    private static let asynchronous: Set<String> = [
        "s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com", "ses.amazonaws.com",
        "config.amazonaws.com", "cloudformation.amazonaws.com", "codecommit.amazonaws.com",
        "iot.amazonaws.com", "logs.amazonaws.com",
    ]

    /// How many failures one event may leave, where anything is judged.
    ///
    /// An event of an asynchronous caller is tried again as often as the alias's configuration says,
    /// twice without one; a stream's as often as its mapping says; a queue's as Lambda's guide
    /// assumes.
    func retries(of target: Target, _ intent: Intent) async throws(AWSFailure) -> RetryFactors {
        guard let alias = target.alias, !intent.strategy.isDirect, !intent.guards.failures.isEmpty
        else { return RetryFactors() }
        // What may not be asked is not known here: the plan names it where it decides something.
        var unread = Callers()
        var factors = RetryFactors()
        let name = target.function
        let config = try await asked(
            GetFunctionEventInvokeConfig(functionName: name, qualifier: alias),
            &unread
        )
        let policy = try await asked(GetPolicy(functionName: name, qualifier: alias), &unread)
        let services = Self.services(inPolicy: policy?.policy ?? "")
        if config != nil || services.contains(where: Self.asynchronous.contains) {
            factors.asynchronous = 1 + Double(config?.maximumRetryAttempts ?? 2)
        }
        let aws = aws
        let mappings = try await asked("ListEventSourceMappings", &unread) {
            () async throws(AWSFailure) in
            try await aws.eventSources(of: "\(target.function):\(alias)")
        }
        for mapping in mappings ?? [] {
            factors.mapped = min(
                max(factors.mapped, Self.failures(ofOneEvent: mapping)),
                Limits.retryFactorMax
            )
        }
        return factors
    }

    private static func failures(ofOneEvent mapping: EventSourceMapping) -> Double {
        if (mapping.eventSourceArn ?? "").contains(":sqs:") { return 3 }
        // A stream tries for as long as the record is there, where its mapping has no number.
        guard let attempts = mapping.maximumRetryAttempts, attempts >= 0 else {
            return Limits.retryFactorMax
        }
        return 1 + Double(attempts)
    }
}
