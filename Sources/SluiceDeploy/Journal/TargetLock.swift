// SPDX-License-Identifier: Apache-2.0
internal import Crypto
internal import FoundationEssentials
import Glibc
public import SluiceCore
public import SystemPackage

/// Keeps two processes of one machine from moving the same alias.
///
/// A `flock` on a file: the system drops it when the process ends, however it ends. The file is
/// never removed, or two processes could hold locks on two files of one name.
public struct TargetLock: Sendable {
    /// Where the lock files lie.
    public let directory: FilePath

    /// Names the directory of the lock files, which need not exist.
    public init(directory: FilePath) { self.directory = directory }

    /// Who holds a lock, for people and for requests.
    public struct Holder: Hashable, Codable, Sendable {
        /// The process.
        public var driver: DriverIdentity
        /// What it drives.
        public var rollout: String
        /// The file in which it looks for requests.
        public var requests: String?

        /// Makes a holder.
        public init(driver: DriverIdentity, rollout: String, requests: String? = nil) {
            self.driver = driver
            self.rollout = rollout
            self.requests = requests
        }
    }

    /// Does something while nobody else on this machine moves the target.
    ///
    /// - Throws: `Complaint` (refused) that names the holder, or what `body` throws.
    public func holding<Result>(
        _ target: Target,
        as holder: Holder,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let path = path(of: target)
        try FileAccess.makeDirectory(directory)
        let file = try FileDescriptor.open(
            path,
            .readWrite,
            options: [.create, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead]
        )
        defer {
            // Closing gives the lock back; there is nothing left to write.
            try? file.close()
        }
        guard try take(file) else { throw refusal(target) }
        let text = [UInt8](try JSONEncoder().encode(holder))
        guard ftruncate(file.rawValue, 0) == 0 else { throw Errno(rawValue: errno) }
        try file.writeAll(toAbsoluteOffset: 0, text)
        return try await body()
    }

    /// Takes the lock; `false` when another process has it.
    ///
    /// It asks a few times, because a process that only looks who holds it has it for a moment.
    private func take(_ file: FileDescriptor) throws -> Bool {
        for _ in 0..<Limits.lockTries {
            if flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK else { throw Errno(rawValue: errno) }
            sched_yield()
        }
        return false
    }

    /// Who holds the lock now; `nil` when nobody does.
    public func holder(of target: Target) throws -> Holder? {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path(of: target), .readOnly, options: .closeOnExec)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        }
        return try file.closeAfter {
            if flock(file.rawValue, LOCK_SH | LOCK_NB) == 0 { return nil }
            guard errno == EWOULDBLOCK else { throw Errno(rawValue: errno) }
            let unknown = DriverIdentity(pid: 0, host: "", who: "another process")
            return text(of: target) ?? Holder(driver: unknown, rollout: "")
        }
    }

    /// What the holder wrote; a reader may be faster than a holder that has just begun.
    private func text(of target: Target) -> Holder? {
        // The text is for messages: without it the message is shorter.
        let bytes = try? FileAccess.read(path(of: target), limit: Limits.lineBytesMax)
        return bytes.flatMap { try? JSONDecoder().decode(Holder.self, from: Data($0)) }
    }

    /// What people are told who find the lock taken.
    func refusal(_ target: Target) -> Complaint {
        var why = ["one process at a time moves an alias"]
        var next = ["sluice status"]
        if let holder = text(of: target) {
            why = [
                "process \(holder.driver.pid) on \(holder.driver.host) drives "
                    + "\(holder.rollout), started by \(holder.driver.who)"
            ]
            next.append("sluice abort \(holder.rollout)")
        }
        return Complaint(
            "\(target.text) is being moved by another process",
            why: why,
            now: ["Sluice changed nothing"],
            next: next,
            exit: .refused
        )
    }

    private func path(of target: Target) -> FilePath {
        let place = Array("\(target.place)|\(target.account)|\(target.region)".utf8)
        let digest = hexText(SHA256.hash(data: place)).prefix(12)
        let alias = target.alias ?? "LATEST"
        return directory.appending("\(target.function).\(alias).\(digest).lock")
    }
}
