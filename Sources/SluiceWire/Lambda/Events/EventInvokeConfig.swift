// SPDX-License-Identifier: Apache-2.0

/// What becomes of asynchronous invocations.
public struct EventInvokeConfig: Codable, Hashable, Sendable {
    /// When it last changed.
    public var lastModified: WireTimestamp?
    /// The function's ARN, qualified as it was asked for.
    public var functionArn: String?
    /// Further attempts after a failed one: 0 … 2.
    public var maximumRetryAttempts: Int?
    /// How old an event may grow: 60 … 21,600.
    public var maximumEventAgeInSeconds: Int?
    /// Where results go.
    public var destinationConfig: DestinationConfig?

    /// Makes one from its parts.
    public init(
        lastModified: WireTimestamp? = nil,
        functionArn: String? = nil,
        maximumRetryAttempts: Int? = nil,
        maximumEventAgeInSeconds: Int? = nil,
        destinationConfig: DestinationConfig? = nil
    ) {
        self.lastModified = lastModified
        self.functionArn = functionArn
        self.maximumRetryAttempts = maximumRetryAttempts
        self.maximumEventAgeInSeconds = maximumEventAgeInSeconds
        self.destinationConfig = destinationConfig
    }
}
