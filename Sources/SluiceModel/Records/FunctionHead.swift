// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

/// What belongs to a function as a whole.
public struct FunctionHead: Codable, Hashable, Sendable {
    /// The bare name.
    public var name: String
    /// The number that the next published version gets; never goes back.
    public var nextVersion = 1
    /// Tags.
    public var tags: [String: String] = [:]
    /// Calls that may run at once; `nil` when nothing is reserved.
    public var reservedConcurrency: Int?
    /// When the function was created.
    public var createdAt: Timestamp
    /// `nil` while nothing hangs on the function, and in what older engines stored.
    private var attached: Attachments?

    /// What hangs on the function, its versions and its aliases.
    public var attachments: Attachments {
        get { attached ?? Attachments() }
        set { attached = newValue }
    }

    /// Makes the head of a function that is being created.
    init(name: String, tags: [String: String], createdAt: Timestamp) {
        self.name = name
        self.tags = tags
        self.createdAt = createdAt
    }
}
