// SPDX-License-Identifier: Apache-2.0
import CSluiceSpawn
import Glibc

/// A child's number and its descriptor, as they come from the system.
struct Spawned: Sendable {
    private let child: sluice_child

    /// The program's own number, also when it runs in a namespace.
    var pid: Int32 { child.pid }
    /// Readable when it has ended, and all that it started in its namespace.
    var descriptor: Int32 { child.pidfd }
    /// Why it shares our `/tmp` though it was to have its own; `nil` when it does not.
    var temporaryProblem: Int32? { child.tmp_error == 0 ? nil : child.tmp_error }

    /// Starts the child; blocks for a fraction of a millisecond, until it has become its program.
    init(_ launch: Launch, isolation: Isolation) throws(LaunchFailure) {
        var child = sluice_child()
        let environment = launch.environment.sorted { $0.key < $1.key }.map {
            "\($0.key)=\($0.value)"
        }
        let error = Self.withCStrings(launch.arguments) { arguments in
            Self.withCStrings(environment) { environment in
                Self.withCStrings(launch.temporary?.kept ?? []) { kept in
                    Self.withOptionalCString(launch.temporary?.folder) { temporary in
                        var request = Self.request(launch, isolation)
                        request.argv = arguments
                        request.envp = environment
                        request.kept = kept
                        request.temporary = temporary
                        return launch.path.withCString { path in
                            Self.withOptionalCString(launch.directory) { directory in
                                Self.withOptionalCString(launch.optional) { optional in
                                    request.path = path
                                    request.directory = directory
                                    request.optional = optional
                                    return sluice_spawn(&request, &child)
                                }
                            }
                        }
                    }
                }
            }
        }
        guard error == 0 else { throw LaunchFailure(path: launch.path, errorNumber: error) }
        self.child = child
    }

    /// All that is no pointer.
    private static func request(_ launch: Launch, _ isolation: Isolation) -> sluice_launch {
        var request = sluice_launch()
        request.in = launch.standardInput ?? -1
        request.out = launch.standardOutput ?? -1
        request.err = launch.standardError ?? -1
        request.data_limit = launch.dataBytesMax ?? 0
        request.file_limit = launch.openFilesMax ?? 0
        request.pid_namespace = launch.isIsolated && isolation != .processGroup
        request.user_namespace = launch.isIsolated && isolation == .userNamespace
        return request
    }

    /// How it ended, or `nil` while it runs; leaves it a zombie, whose number nobody else can get.
    func peek() -> ChildExit? {
        var code: Int32 = 0
        let isOver = withUnsafePointer(to: child) { sluice_peek($0, &code) == 0 }
        return isOver ? ChildExit(code: code) : nil
    }

    /// Takes the zombie away; once.
    func reap() {
        var child = child
        _ = sluice_reap(&child)
    }

    /// Sends a signal to the child and to its process group.
    func signal(_ number: Int32) {
        _ = sluice_signal(descriptor, number)
        _ = kill(-child.group, number)
    }

    /// Kills the child, waits for its end and forgets it.
    func endAndReap() {
        signal(SIGKILL)
        while peek() == nil { _ = sched_yield() }
        reap()
        close(descriptor)
    }

    private static func withCStrings<R>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        let copies = strings.map { strdup($0) } + [nil]
        defer { copies.forEach { free($0) } }
        return copies.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                preconditionFailure("the list has its closing nil at least")
            }
            return body(base)
        }
    }

    private static func withOptionalCString<R>(
        _ string: String?,
        _ body: (UnsafePointer<CChar>?) -> R
    ) -> R {
        guard let string else { return body(nil) }
        return string.withCString { body($0) }
    }
}
