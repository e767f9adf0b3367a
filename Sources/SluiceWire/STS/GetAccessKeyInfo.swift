// SPDX-License-Identifier: Apache-2.0

/// Says which account a key belongs to.
public struct GetAccessKeyInfo: AWSOperation, Hashable {
    /// The security token service.
    public static let service = AWSService.sts
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The id of the key.
    public var accessKeyId: String

    /// Makes the operation.
    public init(accessKeyId: String) {
        self.accessKeyId = accessKeyId
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The account: twelve digits.
        public var account: String?

        /// Makes an answer from its parts.
        public init(account: String? = nil) {
            self.account = account
        }
    }
}
