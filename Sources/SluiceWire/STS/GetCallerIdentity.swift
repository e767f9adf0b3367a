// SPDX-License-Identifier: Apache-2.0

/// Says who the credentials belong to; no permission is needed.
public struct GetCallerIdentity: AWSOperation, Hashable {
    /// The security token service.
    public static let service = AWSService.sts
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Makes the operation.
    public init() {}

    /// Who is calling.
    public struct Output: Codable, Hashable, Sendable {
        /// The unique id of the caller.
        public var userId: String
        /// The account: twelve digits.
        public var account: String
        /// The caller's ARN.
        public var arn: String

        /// Makes an answer from its parts.
        public init(userId: String, account: String, arn: String) {
            self.userId = userId
            self.account = account
            self.arn = arn
        }
    }
}
