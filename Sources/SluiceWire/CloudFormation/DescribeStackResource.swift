// SPDX-License-Identifier: Apache-2.0

/// Describes one resource of a stack.
public struct DescribeStackResource: AWSOperation, Hashable {
    /// CloudFormation.
    public static let service = AWSService.cloudFormation
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The name, or the ARN.
    public var stackName: String
    /// The resource's name in the template.
    public var logicalResourceId: String

    /// Makes the operation.
    public init(stackName: String, logicalResourceId: String) {
        self.stackName = stackName
        self.logicalResourceId = logicalResourceId
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The resource.
        public var stackResourceDetail: StackResourceDetail?

        /// Makes an answer from its parts.
        public init(stackResourceDetail: StackResourceDetail? = nil) {
            self.stackResourceDetail = stackResourceDetail
        }
    }
}
