// SPDX-License-Identifier: Apache-2.0

/// What an account uses of its limits.
public struct AccountUsage: Codable, Hashable, Sendable {
    /// Bytes of all packages, every version counted.
    public var totalCodeSize: Int?
    /// Functions.
    public var functionCount: Int?

    /// Makes one from its parts.
    public init(totalCodeSize: Int? = nil, functionCount: Int? = nil) {
        self.totalCodeSize = totalCodeSize
        self.functionCount = functionCount
    }
}
