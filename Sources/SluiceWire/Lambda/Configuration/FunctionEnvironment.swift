// SPDX-License-Identifier: Apache-2.0

/// A function's environment variables.
public struct FunctionEnvironment: Codable, Hashable, Sendable {
    /// Name → value.
    public var variables: [String: String]?

    /// Makes one from its parts.
    public init(variables: [String: String]? = nil) {
        self.variables = variables
    }
}
