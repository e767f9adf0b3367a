// SPDX-License-Identifier: Apache-2.0

/// Describes stacks.
public struct DescribeStacks: AWSOperation, Hashable {
    /// CloudFormation.
    public static let service = AWSService.cloudFormation
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The name, or the ARN.
    public var stackName: String?
    /// Where to go on.
    public var nextToken: String?

    /// Makes the operation.
    public init(stackName: String? = nil, nextToken: String? = nil) {
        self.stackName = stackName
        self.nextToken = nextToken
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The stacks.
        public var stacks: [Stack]?
        /// Where to go on.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(stacks: [Stack]? = nil, nextToken: String? = nil) {
            self.stacks = stacks
            self.nextToken = nextToken
        }
    }
}
