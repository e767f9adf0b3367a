// SPDX-License-Identifier: Apache-2.0

/// Describes the resources of a stack.
public struct DescribeStackResources: AWSOperation, Hashable {
    /// CloudFormation.
    public static let service = AWSService.cloudFormation
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The name, or the ARN.
    public var stackName: String?
    /// The resource's name in the template.
    public var logicalResourceId: String?
    /// The resource's own name.
    public var physicalResourceId: String?

    /// Makes the operation.
    public init(
        stackName: String? = nil,
        logicalResourceId: String? = nil,
        physicalResourceId: String? = nil
    ) {
        self.stackName = stackName
        self.logicalResourceId = logicalResourceId
        self.physicalResourceId = physicalResourceId
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The resources.
        public var stackResources: [StackResource]?

        /// Makes an answer from its parts.
        public init(stackResources: [StackResource]? = nil) {
            self.stackResources = stackResources
        }
    }
}
