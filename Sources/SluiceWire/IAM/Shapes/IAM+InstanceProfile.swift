// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// An instance profile.
    public struct InstanceProfile: Codable, Hashable, Sendable {
        /// The path before the name; `/` where none is said.
        public var path: String
        /// The name.
        public var instanceProfileName: String
        /// The id.
        public var instanceProfileId: String
        /// The ARN.
        public var arn: String
        /// When it was made.
        public var createDate: WireTimestamp

        /// Makes one from its parts.
        public init(
            path: String,
            instanceProfileName: String,
            instanceProfileId: String,
            arn: String,
            createDate: WireTimestamp
        ) {
            self.path = path
            self.instanceProfileName = instanceProfileName
            self.instanceProfileId = instanceProfileId
            self.arn = arn
            self.createDate = createDate
        }
    }
}
