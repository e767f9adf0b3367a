// SPDX-License-Identifier: Apache-2.0

/// The limits of an account.
public struct AccountLimit: Codable, Hashable, Sendable {
    /// Bytes of all packages.
    public var totalCodeSize: Int?
    /// Bytes of one package, unpacked.
    public var codeSizeUnzipped: Int?
    /// Bytes of one package sent inline.
    public var codeSizeZipped: Int?
    /// Calls that may run at once.
    public var concurrentExecutions: Int?
    /// Those that no function has reserved.
    public var unreservedConcurrentExecutions: Int?

    /// Makes one from its parts.
    public init(
        totalCodeSize: Int? = nil,
        codeSizeUnzipped: Int? = nil,
        codeSizeZipped: Int? = nil,
        concurrentExecutions: Int? = nil,
        unreservedConcurrentExecutions: Int? = nil
    ) {
        self.totalCodeSize = totalCodeSize
        self.codeSizeUnzipped = codeSizeUnzipped
        self.codeSizeZipped = codeSizeZipped
        self.concurrentExecutions = concurrentExecutions
        self.unreservedConcurrentExecutions = unreservedConcurrentExecutions
    }
}
