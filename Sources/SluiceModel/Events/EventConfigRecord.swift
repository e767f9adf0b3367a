// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
import SluiceWire

/// What becomes of the asynchronous invocations of a function, version or alias.
public struct EventConfigRecord: Codable, Hashable, Sendable {
    /// Further attempts after a failed one; `nil` is Lambda's default.
    public var retries: Int?
    /// Seconds that an event may grow old; `nil` is Lambda's default.
    public var ageSeconds: Int?
    /// Where good results go.
    public var onSuccess: String?
    /// Where bad results go.
    public var onFailure: String?
    /// When it last changed.
    public var changedAt: Timestamp

    /// The record as Lambda describes it.
    func description(of arn: FunctionARN) -> EventInvokeConfig {
        EventInvokeConfig(
            lastModified: WireTimestamp(changedAt),
            functionArn: arn.description,
            maximumRetryAttempts: retries,
            maximumEventAgeInSeconds: ageSeconds,
            destinationConfig: DestinationConfig(
                onSuccess: Destination(destination: onSuccess),
                onFailure: Destination(destination: onFailure)
            )
        )
    }
}
