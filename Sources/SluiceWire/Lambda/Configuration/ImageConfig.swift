// SPDX-License-Identifier: Apache-2.0

/// What overrides an image's own settings.
public struct ImageConfig: Codable, Hashable, Sendable {
    /// The command to run.
    public var entryPoint: [String]?
    /// Its arguments.
    public var command: [String]?
    /// Where it runs.
    public var workingDirectory: String?

    /// Makes one from its parts.
    public init(
        entryPoint: [String]? = nil,
        command: [String]? = nil,
        workingDirectory: String? = nil
    ) {
        self.entryPoint = entryPoint
        self.command = command
        self.workingDirectory = workingDirectory
    }
}
