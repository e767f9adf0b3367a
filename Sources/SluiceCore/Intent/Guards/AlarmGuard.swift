// SPDX-License-Identifier: Apache-2.0

/// An alarm of CloudWatch that must not go off while the candidate has traffic.
public struct AlarmGuard: Hashable, Codable, Sendable {
    /// Its name; an ARN of the project file is brought to its name.
    public var name: String
    /// Whether a state that is not known keeps nothing from going on.
    public var isOptional: Bool

    /// Makes a guard.
    public init(name: String, isOptional: Bool = false) {
        self.name = name
        self.isOptional = isOptional
    }
}
