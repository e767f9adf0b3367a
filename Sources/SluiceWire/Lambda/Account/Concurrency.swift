// SPDX-License-Identifier: Apache-2.0

/// How many calls of a function may run at once.
public struct Concurrency: Codable, Hashable, Sendable {
    /// Reserved for the function; absent when nothing is.
    public var reservedConcurrentExecutions: Int?

    /// Makes one from its parts.
    public init(reservedConcurrentExecutions: Int? = nil) {
        self.reservedConcurrentExecutions = reservedConcurrentExecutions
    }
}
