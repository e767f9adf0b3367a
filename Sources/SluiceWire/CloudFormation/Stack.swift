// SPDX-License-Identifier: Apache-2.0

/// A stack.
public struct Stack: Codable, Hashable, Sendable {
    /// The ARN.
    public var stackId: String?
    /// The name, or the ARN.
    public var stackName: String
    /// A text for people.
    public var description: String?
    /// The parameters.
    public var parameters: [StackParameter]?
    /// When it was created.
    public var creationTime: WireTimestamp
    /// When it was last changed.
    public var lastUpdatedTime: WireTimestamp?
    /// How it stands: `CREATE_COMPLETE`.
    public var stackStatus: String
    /// What it was allowed to do.
    public var capabilities: [String]?
    /// The outputs.
    public var outputs: [StackOutput]?
    /// The role that it is changed by.
    public var roleARN: String?
    /// The tags.
    public var tags: [StackTag]?

    /// Makes one from its parts.
    public init(
        stackId: String? = nil,
        stackName: String,
        description: String? = nil,
        parameters: [StackParameter]? = nil,
        creationTime: WireTimestamp,
        lastUpdatedTime: WireTimestamp? = nil,
        stackStatus: String,
        capabilities: [String]? = nil,
        outputs: [StackOutput]? = nil,
        roleARN: String? = nil,
        tags: [StackTag]? = nil
    ) {
        self.stackId = stackId
        self.stackName = stackName
        self.description = description
        self.parameters = parameters
        self.creationTime = creationTime
        self.lastUpdatedTime = lastUpdatedTime
        self.stackStatus = stackStatus
        self.capabilities = capabilities
        self.outputs = outputs
        self.roleARN = roleARN
        self.tags = tags
    }
}
