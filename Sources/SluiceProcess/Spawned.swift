// SPDX-License-Identifier: Apache-2.0
import CSluiceSpawn
import Glibc

/// A child's number and its descriptor, as they come from the system.
struct Spawned: Sendable {
    let pid: Int32
    let descriptor: Int32

    /// Starts the child; blocks for a fraction of a millisecond, until it has become its program.
    init(_ launch: Launch, isolation: Isolation) throws(LaunchFailure) {
        var pid: Int32 = 0
        var descriptor: Int32 = -1
        let environment = launch.environment.sorted { $0.key < $1.key }.map {
            "\($0.key)=\($0.value)"
        }
        let error = Self.withCStrings(launch.arguments) { arguments in
            Self.withCStrings(environment) { environment in
                launch.path.withCString { path in
                    Self.withOptionalCString(launch.directory) { directory in
                        var request = sluice_launch()
                        request.path = path
                        request.argv = arguments
                        request.envp = environment
                        request.directory = directory
                        request.in = launch.standardInput ?? -1
                        request.out = launch.standardOutput ?? -1
                        request.err = launch.standardError ?? -1
                        request.data_limit = launch.dataBytesMax ?? 0
                        request.file_limit = launch.openFilesMax ?? 0
                        request.pid_namespace = launch.isIsolated && isolation != .processGroup
                        request.user_namespace = launch.isIsolated && isolation == .userNamespace
                        return sluice_spawn(&request, &pid, &descriptor)
                    }
                }
            }
        }
        guard error == 0 else { throw LaunchFailure(path: launch.path, errorNumber: error) }
        self.pid = pid
        self.descriptor = descriptor
    }

    /// How it ended, or `nil` while it runs; leaves it a zombie, whose number nobody else can get.
    func peek() -> ChildExit? {
        var code: Int32 = 0
        return sluice_peek(descriptor, &code) == 0 ? ChildExit(code: code) : nil
    }

    /// Takes the zombie away.
    func reap() { _ = sluice_reap(descriptor) }

    /// Sends a signal to the child and to its process group.
    func signal(_ number: Int32) {
        _ = sluice_signal(descriptor, number)
        _ = kill(-pid, number)
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
