// SPDX-License-Identifier: Apache-2.0

/// Where the results of asynchronous invocations go.
public struct DestinationConfig: Codable, Hashable, Sendable {
    /// Where good results go.
    public var onSuccess: Destination?
    /// Where bad results go.
    public var onFailure: Destination?

    /// Makes one from its parts.
    public init(onSuccess: Destination? = nil, onFailure: Destination? = nil) {
        self.onSuccess = onSuccess
        self.onFailure = onFailure
    }
}
