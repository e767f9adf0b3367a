// SPDX-License-Identifier: Apache-2.0

/// An event that a filter takes.
public struct MetricFilterMatchRecord: Codable, Hashable, Sendable {
    /// Its place among those that were given, from 1.
    public var eventNumber: Int64?
    /// The event.
    public var eventMessage: String?
    /// What the pattern names, and what it is in the event.
    public var extractedValues: [String: String]?

    /// Makes one from its parts.
    public init(
        eventNumber: Int64? = nil,
        eventMessage: String? = nil,
        extractedValues: [String: String]? = nil
    ) {
        self.eventNumber = eventNumber
        self.eventMessage = eventMessage
        self.extractedValues = extractedValues
    }
}
