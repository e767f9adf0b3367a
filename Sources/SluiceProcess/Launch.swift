// SPDX-License-Identifier: Apache-2.0

/// What to start, and with what.
public struct Launch: Sendable {
    /// The program's path; it is not searched for.
    public var path: String
    /// All arguments, the program's own name first.
    public var arguments: [String]
    /// The whole environment: nothing of ours is handed on.
    public var environment: [String: String]
    /// The directory to start in, or `nil` for ours.
    public var directory: String?
    /// The descriptor that becomes standard input, or `nil` for `/dev/null`.
    public var standardInput: Int32?
    /// The descriptor that becomes standard output, or `nil` for `/dev/null`.
    public var standardOutput: Int32?
    /// The descriptor that becomes standard error, or `nil` for `/dev/null`.
    public var standardError: Int32?
    /// The most data memory in bytes (RLIMIT_DATA), or `nil` for no limit.
    public var dataBytesMax: UInt64?
    /// The most open files (RLIMIT_NOFILE), or `nil` for as many as we may have.
    public var openFilesMax: UInt64?
    /// Whether the child gets a PID namespace, where the machine allows one.
    public var isIsolated = false
    /// What an isolated child has for `/tmp`; `nil` for ours.
    public var temporary: TemporaryFolder?
    /// The folder that an isolated child sees as `/opt`, where the machine has one; `nil` for ours.
    public var optional: String?

    /// Makes a launch; `arguments` come after the program's name.
    public init(
        path: String,
        arguments: [String] = [],
        environment: [String: String] = [:],
        directory: String? = nil
    ) {
        self.path = path
        self.arguments = [path] + arguments
        self.environment = environment
        self.directory = directory
    }
}
