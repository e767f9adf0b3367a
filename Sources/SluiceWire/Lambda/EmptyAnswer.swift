// SPDX-License-Identifier: Apache-2.0

/// An answer that says nothing but that all went well.
public struct EmptyAnswer: Codable, Hashable, Sendable {
    /// Makes one.
    public init() {}
}
