// SPDX-License-Identifier: Apache-2.0

/// A cluster of brokers that is no service of AWS.
public struct SelfManagedSource: Codable, Hashable, Sendable {
    /// Kind → addresses.
    public var endpoints: [String: [String]]?

    /// Makes one from its parts.
    public init(endpoints: [String: [String]]? = nil) {
        self.endpoints = endpoints
    }
}
