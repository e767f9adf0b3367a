// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A stack that functions are said to be of: nothing is made or deleted by it.
public struct StackRecord: Codable, Hashable, Sendable {
    /// One of its resources.
    public struct Resource: Codable, Hashable, Sendable {
        /// For example `AWS::Lambda::Function`.
        public var type: String
        /// Its own name: of a function the function's.
        public var physicalID: String

        /// Makes a resource.
        public init(type: String, physicalID: String) {
            self.type = type
            self.physicalID = physicalID
        }
    }

    /// Its name.
    public let name: String
    /// Its ARN.
    public let id: String
    /// When it was first told of.
    public let createdAt: Timestamp
    /// When it was last told of.
    public var updatedAt: Timestamp
    /// Its resources by their names in the template.
    public var resources: [String: Resource]
    /// Its outputs.
    public var outputs: [String: String]
    /// Its parameters.
    public var parameters: [String: String]
    /// Its tags.
    public var tags: [String: String]
}
