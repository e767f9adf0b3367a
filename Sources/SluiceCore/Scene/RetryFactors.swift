// SPDX-License-Identifier: Apache-2.0

/// How many failed calls one event may leave, by who calls; 1 where nobody tries again.
public struct RetryFactors: Hashable, Codable, Sendable {
    /// Of callers that do not wait for the answer: S3, SNS, EventBridge and their like.
    public var asynchronous: Double
    /// Of queues and streams, by their mappings.
    public var mapped: Double

    /// Makes factors; each is 1 or more.
    public init(asynchronous: Double = 1, mapped: Double = 1) {
        self.asynchronous = asynchronous
        self.mapped = mapped
    }

    /// What failures are divided by; `nil` where nothing is tried again.
    ///
    /// A log names the event of an asynchronous call, which is counted once there.
    public func factor(namesEvents: Bool) -> Double? {
        let factor = namesEvents ? mapped : max(asynchronous, mapped)
        return factor > 1 ? factor : nil
    }
}
