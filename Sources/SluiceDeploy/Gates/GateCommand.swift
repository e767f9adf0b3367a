// SPDX-License-Identifier: Apache-2.0

/// The command of a `run` gate, ready to be started.
public struct GateCommand: Hashable, Sendable {
    /// What the shell runs.
    public var command: String
    /// The directory to run it in.
    public var directory: String
    /// Its whole environment.
    public var environment: [String: String]
    /// How long it may take.
    public var timeout: Duration

    /// How a command ended.
    public struct Ending: Hashable, Sendable {
        /// Whether it ended by itself with 0.
        public var isSuccess: Bool
        /// How it ended, in words: `exit status 1`.
        public var text: String
        /// The end of what it printed.
        public var output: String

        /// Makes an ending.
        public init(isSuccess: Bool, text: String, output: String) {
            self.isSuccess = isSuccess
            self.text = text
            self.output = output
        }
    }
}
