// SPDX-License-Identifier: Apache-2.0

/// What is read of a database of documents.
public struct DocumentSource: Codable, Hashable, Sendable {
    /// The database.
    public var databaseName: String?
    /// The collection; without one, all of them.
    public var collectionName: String?
    /// `UpdateLookup` or `Default`.
    public var fullDocument: String?

    /// Makes one from its parts.
    public init(
        databaseName: String? = nil,
        collectionName: String? = nil,
        fullDocument: String? = nil
    ) {
        self.databaseName = databaseName
        self.collectionName = collectionName
        self.fullDocument = fullDocument
    }
}
