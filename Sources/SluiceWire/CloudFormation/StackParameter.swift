// SPDX-License-Identifier: Apache-2.0

/// A parameter of a stack.
public struct StackParameter: Codable, Hashable, Sendable {
    /// Its name.
    public var parameterKey: String?
    /// What it says.
    public var parameterValue: String?

    /// Makes one from its parts.
    public init(parameterKey: String? = nil, parameterValue: String? = nil) {
        self.parameterKey = parameterKey
        self.parameterValue = parameterValue
    }
}
