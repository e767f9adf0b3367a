// SPDX-License-Identifier: Apache-2.0

/// A resource of a stack.
public struct StackResource: Codable, Hashable, Sendable {
    /// The name, or the ARN.
    public var stackName: String?
    /// The ARN.
    public var stackId: String?
    /// The resource's name in the template.
    public var logicalResourceId: String
    /// The resource's own name.
    public var physicalResourceId: String?
    /// What it is: `AWS::Lambda::Function`.
    public var resourceType: String
    /// When it was last changed.
    public var timestamp: WireTimestamp
    /// How it stands: `CREATE_COMPLETE`.
    public var resourceStatus: String
    /// A text for people.
    public var description: String?

    /// Makes one from its parts.
    public init(
        stackName: String? = nil,
        stackId: String? = nil,
        logicalResourceId: String,
        physicalResourceId: String? = nil,
        resourceType: String,
        timestamp: WireTimestamp,
        resourceStatus: String,
        description: String? = nil
    ) {
        self.stackName = stackName
        self.stackId = stackId
        self.logicalResourceId = logicalResourceId
        self.physicalResourceId = physicalResourceId
        self.resourceType = resourceType
        self.timestamp = timestamp
        self.resourceStatus = resourceStatus
        self.description = description
    }
}
