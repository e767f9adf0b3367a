// SPDX-License-Identifier: Apache-2.0

/// Which events were not taken, by their places in the request.
public struct RejectedLogEventsInfo: Codable, Hashable, Sendable {
    /// The first that lies more than two hours ahead.
    public var tooNewLogEventStartIndex: Int?
    /// The end of those older than two weeks.
    public var tooOldLogEventEndIndex: Int?
    /// The end of those older than the group keeps.
    public var expiredLogEventEndIndex: Int?

    /// Makes one from its parts.
    public init(
        tooNewLogEventStartIndex: Int? = nil,
        tooOldLogEventEndIndex: Int? = nil,
        expiredLogEventEndIndex: Int? = nil
    ) {
        self.tooNewLogEventStartIndex = tooNewLogEventStartIndex
        self.tooOldLogEventEndIndex = tooOldLogEventEndIndex
        self.expiredLogEventEndIndex = expiredLogEventEndIndex
    }
}
