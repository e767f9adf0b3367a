// SPDX-License-Identifier: Apache-2.0

/// Reads the account's limits and what is used of them.
public struct GetAccountSettings: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.get, "/2016-08-19/account-settings")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Makes the operation.
    public init() {}

    /// Limits and usage.
    public struct Output: Codable, Hashable, Sendable {
        /// The limits.
        public var accountLimit: AccountLimit?
        /// What is used.
        public var accountUsage: AccountUsage?

        /// Makes an answer.
        public init(accountLimit: AccountLimit? = nil, accountUsage: AccountUsage? = nil) {
            self.accountLimit = accountLimit
            self.accountUsage = accountUsage
        }
    }
}
