// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A process that outlives this one: in a session of its own, without a terminal.
public struct Detached: Sendable {
    /// The process's number.
    public let pid: Int32

    /// glibc's `POSIX_SPAWN_SETSID`, which its headers show to GNU sources alone.
    private static let newSession: Int16 = 0x80

    /// Starts a program whose two outputs go to the end of a file; its input is empty.
    ///
    /// Everything else is handed on: the environment and the folder.
    ///
    /// - Throws: `LaunchFailure` when nothing was started.
    public init(
        path: String,
        arguments: [String],
        environment: [String: String],
        log: String
    ) throws(LaunchFailure) {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, flags, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        posix_spawnattr_setflags(&attributes, Self.newSession)
        var pid: pid_t = 0
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let variables =
            environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        let error = posix_spawn(&pid, path, &actions, &attributes, words, variables)
        guard error == 0 else { throw LaunchFailure(path: path, errorNumber: error) }
        self.pid = pid
    }

    /// How it ended, or `nil` while it runs.
    ///
    /// Asked once more after its end it says nothing.
    public func exit() -> ChildExit? {
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
    }
}
