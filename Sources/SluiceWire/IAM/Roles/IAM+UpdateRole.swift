// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Changes what is said of a role.
    public struct UpdateRole: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The name of the role.
        public var roleName: String
        /// What it is for.
        public var description: String?
        /// Seconds that a session may last at most.
        public var maxSessionDuration: Int?

        /// Makes the operation.
        public init(roleName: String, description: String? = nil, maxSessionDuration: Int? = nil) {
            self.roleName = roleName
            self.description = description
            self.maxSessionDuration = maxSessionDuration
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
