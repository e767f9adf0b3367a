// SPDX-License-Identifier: Apache-2.0

/// How a command ended and what it said.
public struct CommandResult: Sendable, Hashable {
    /// How a command can end.
    public enum Ending: Sendable, Hashable {
        /// By itself, or by a signal that was not ours.
        case ended(ChildExit)
        /// Its deadline came; it was killed.
        case timedOut
        /// Nobody wanted it any more; it was killed.
        case cancelled
        /// It could not be started; the text says why.
        case notStarted(String)
    }

    /// How it ended.
    public var ending: Ending
    /// The first `outputMax` bytes of its standard output: an answer stands at the beginning.
    public var output: [UInt8] = []
    /// The last `outputMax` bytes of its standard error: the reason stands at the end.
    public var errors: [UInt8] = []
    /// Whether anything was left out of `output` or `errors`.
    public var isTruncated = false

    /// Makes a result.
    public init(
        ending: Ending,
        output: [UInt8] = [],
        errors: [UInt8] = [],
        isTruncated: Bool = false
    ) {
        self.ending = ending
        self.output = output
        self.errors = errors
        self.isTruncated = isTruncated
    }

    /// Whether it ended by itself with 0.
    public var isSuccess: Bool { ending == .ended(.exited(0)) }
    /// `output` as text.
    public var outputText: String { String(decoding: output, as: UTF8.self) }
    /// `errors` as text.
    public var errorText: String { String(decoding: errors, as: UTF8.self) }
}
