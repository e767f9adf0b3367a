// SPDX-License-Identifier: Apache-2.0

extension SNS {
    /// Lets accounts do something with a topic.
    public struct AddPermission: AWSOperation, Hashable {
        /// SNS.
        public static let service = AWSService.sns
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = false

        /// The topic.
        public var topicArn: String
        /// What the permission is called by.
        public var label: String
        /// The accounts.
        public var awsAccountId: [String]
        /// What they may do.
        public var actionName: [String]

        /// Makes the operation.
        public init(
            topicArn: String,
            label: String,
            awsAccountId: [String] = [],
            actionName: [String] = []
        ) {
            self.topicArn = topicArn
            self.label = label
            self.awsAccountId = awsAccountId
            self.actionName = actionName
        }

        private enum CodingKeys: String, CodingKey {
            case topicArn = "TopicArn"
            case label = "Label"
            case awsAccountId = "AWSAccountId"
            case actionName = "ActionName"
        }

        /// Nothing is answered.
        public struct Output: Codable, Hashable, Sendable {
            /// Makes an answer from its parts.
            public init() {}
        }
    }
}
