// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension Survey {
    /// Services that call a function without waiting for its answer: what fails is tried again.
    private static let asynchronous: Set<String> = [
        "s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com", "ses.amazonaws.com",
        "config.amazonaws.com", "cloudformation.amazonaws.com", "codecommit.amazonaws.com",
        "iot.amazonaws.com", "logs.amazonaws.com",
    ]

    /// How many failures one event may leave; `nil`: one, or nothing is judged.
    ///
    /// An event of an asynchronous caller is tried again as often as the alias's configuration says,
    /// twice without one; a stream's as often as its mapping says; a queue's as Lambda's guide
    /// assumes. A log names the event of an asynchronous call, so that it is counted once there.
    func retryFactor(of target: Target, _ intent: Intent) async throws(AWSFailure) -> Double? {
        guard let alias = target.alias, !intent.strategy.isDirect, !intent.guards.failures.isEmpty
        else { return nil }
        // What may not be asked is not known here: the plan names it where it decides something.
        var unread = Callers()
        var factor = 1.0
        if intent.observe != .logs {
            let name = target.function
            let config = try await asked(
                GetFunctionEventInvokeConfig(functionName: name, qualifier: alias),
                &unread
            )
            let policy = try await asked(
                GetPolicy(functionName: name, qualifier: alias),
                &unread
            )
            let services = Self.services(inPolicy: policy?.policy ?? "")
            if config != nil || services.contains(where: Self.asynchronous.contains) {
                factor = 1 + Double(config?.maximumRetryAttempts ?? 2)
            }
        }
        let aws = aws
        let mappings = try await asked("ListEventSourceMappings", &unread) {
            () async throws(AWSFailure) in
            try await aws.eventSources(of: "\(target.function):\(alias)")
        }
        for mapping in mappings ?? [] {
            factor = max(factor, Self.failures(ofOneEvent: mapping))
        }
        return factor > 1 ? min(factor, Limits.retryFactorMax) : nil
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
