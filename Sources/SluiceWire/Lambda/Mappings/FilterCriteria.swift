// SPDX-License-Identifier: Apache-2.0

/// Which records reach the function.
public struct FilterCriteria: Codable, Hashable, Sendable {
    /// The patterns.
    public var filters: [RecordFilter]?

    /// Makes one from its parts.
    public init(filters: [RecordFilter]? = nil) {
        self.filters = filters
    }
}
