// SPDX-License-Identifier: Apache-2.0

/// An output of a stack.
public struct StackOutput: Codable, Hashable, Sendable {
    /// Its name.
    public var outputKey: String?
    /// What it says.
    public var outputValue: String?
    /// A text for people.
    public var description: String?
    /// The name that others import it by.
    public var exportName: String?

    /// Makes one from its parts.
    public init(
        outputKey: String? = nil,
        outputValue: String? = nil,
        description: String? = nil,
        exportName: String? = nil
    ) {
        self.outputKey = outputKey
        self.outputValue = outputValue
        self.description = description
        self.exportName = exportName
    }
}
