// SPDX-License-Identifier: Apache-2.0

/// One message whose time was set.
public struct ChangeMessageVisibilityBatchResultEntry: Codable, Hashable, Sendable {
    /// What the entry is called in the answer.
    public var id: String

    /// Makes one from its parts.
    public init(id: String) {
        self.id = id
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
    }
}
