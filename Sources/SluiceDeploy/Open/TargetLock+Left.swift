// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SluiceCore
import SystemPackage

extension TargetLock {
    /// A lock whose holder is silent and drives no rollout that is open.
    ///
    /// It is stopped or hangs, and keeps others from moving the target for nothing.
    public struct Left: Sendable {
        /// Where it is.
        public var place: String
        /// Who holds it, and since when it is silent.
        public var driving: Driving
    }

    /// The locks of this machine that processes keep for nothing.
    public func left() async throws -> [Left] {
        guard let clock else { return [] }
        var left: [Left] = []
        for name in try FileAccess.names(in: directory) where name.hasSuffix(".lock") {
            let path = directory.appending(name)
            guard let holder = try holder(at: path), holder.driver.pid > 1 else { continue }
            let driving = Driving(holder: holder, heardAt: try FileAccess.used(path))
            guard !driving.isAnswering(at: clock.now), await Self.isOver(holder) else { continue }
            left.append(Left(place: path.string, driving: driving))
        }
        return left
    }

    /// Ends the process that keeps a lock for nothing.
    ///
    /// - Throws: `Complaint` when it is not this process, or not silent, any more.
    public func end(_ left: Left) async throws {
        let (path, driver) = (FilePath(left.place), left.driving.holder.driver)
        let again = try await self.left().first { $0.place == left.place }
        guard again?.driving.holder == left.driving.holder, driver.host == host,
            try Self.has(driver.pid, path)
        else {
            throw Complaint(
                "process \(driver.pid) on \(driver.host) does not keep \(path) any more",
                now: ["Sluice changed nothing"],
                next: ["sluice doctor"]
            )
        }
        guard kill(pid_t(driver.pid), SIGKILL) == 0 else { throw Errno(rawValue: errno) }
        for _ in 0..<Limits.lockLooks {
            if try holder(at: path) != left.driving.holder { return }
            let next = clock?.now.advanced(by: Limits.lockLook)
            if let clock, let next { try await clock.sleep(until: next, tolerance: nil) }
        }
        throw Complaint(
            "process \(driver.pid) on \(driver.host) was ended and keeps \(path) still",
            next: ["sluice doctor"]
        )
    }

    /// Whether nobody waits for what the holder drives: it is over, or its journal is gone.
    private static func isOver(_ holder: Holder) async -> Bool {
        guard let requests = holder.requests else { return true }
        // In a bucket: who has it can tell.
        guard requests.hasPrefix("/") else { return false }
        let folder = FilePath(requests).removingLastComponent().removingLastComponent()
        do {
            let journal = try await FileHome(directory: folder).open(holder.rollout)
            guard let entries = try await journal?.entries() else { return true }
            return Rollout(replaying: entries)?.outcome != nil
        } catch {
            // What cannot be read may be open.
            return false
        }
    }

    /// Whether a process has this file open: a number alone may be another process's by now.
    private static func has(_ pid: Int, _ path: FilePath) throws -> Bool {
        guard let wanted = resolved(path) else { throw Errno(rawValue: errno) }
        let files = FilePath("/proc/\(pid)/fd")
        return try FileAccess.names(in: files).contains { resolved(files.appending($0)) == wanted }
    }

    /// A path without links; `nil` where it leads nowhere.
    private static func resolved(_ path: FilePath) -> String? {
        guard let text = realpath(path.string, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
