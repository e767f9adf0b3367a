// SPDX-License-Identifier: Apache-2.0
import CSluiceSpawn
import Dispatch
import Glibc
import Synchronization

/// A running process in a session of its own.
///
/// When it ends, what is left of its process group is killed before its number is given back, so
/// that a kill can never meet a stranger. It ends when this process ends, however that happens.
///
/// A class, because its end arrives on another thread and everyone must see the same state.
public final class Child: Sendable {
    /// The process's number.
    public let pid: Int32
    /// Why it shares our `/tmp` though it was to have its own, in the system's words; else `nil`.
    public var temporaryProblem: String? {
        spawned.temporaryProblem.map { String(cString: strerror($0)).lowercased() }
    }
    private let spawned: Spawned
    private let isReaped = Mutex(false)

    private static let queue = DispatchQueue(label: "sluice.children")

    /// Starts a child; blocks for a fraction of a millisecond, so never call it on an event loop.
    ///
    /// - Parameters:
    ///   - launch: What to start.
    ///   - onExit: Called once, on a thread of its own, when the child has ended.
    /// - Throws: `LaunchFailure` when nothing was started.
    public init(
        _ launch: Launch,
        onExit: @escaping @Sendable (ChildExit) -> Void
    ) throws(LaunchFailure) {
        let isolation = launch.isIsolated ? Isolation.available : .processGroup
        spawned = try Spawned(launch, isolation: isolation)
        pid = spawned.pid
        let source = DispatchSource.makeReadSource(
            fileDescriptor: spawned.descriptor,
            queue: Self.queue
        )
        let descriptor = spawned.descriptor
        source.setEventHandler { [self] in
            guard let status = spawned.peek() else { return }
            isReaped.withLock { isReaped in
                spawned.signal(SIGKILL)
                spawned.reap()
                isReaped = true
            }
            source.cancel()
            onExit(status)
        }
        source.setCancelHandler { close(descriptor) }
        source.resume()
    }

    /// Kills the process and its group; does nothing when it has ended.
    public func kill() { signal(SIGKILL) }

    /// Sends a signal to the process and its group; does nothing when it has ended.
    public func signal(_ number: Int32) {
        isReaped.withLock { isReaped in
            if !isReaped { spawned.signal(number) }
        }
    }

    /// How much memory the process itself holds now, in bytes; `nil` when it has ended.
    public func residentBytes() -> Int? {
        guard isReaped.withLock({ !$0 }) else { return nil }
        let file = open("/proc/\(pid)/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Limits.statmBytes)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        let fields = bytes[..<count].split(separator: UInt8(ascii: " "))
        guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else {
            return nil
        }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
