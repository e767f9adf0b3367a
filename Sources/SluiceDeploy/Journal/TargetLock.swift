// SPDX-License-Identifier: Apache-2.0
internal import Crypto
internal import FoundationEssentials
import Glibc
public import SluiceBase
public import SluiceCore
public import SystemPackage

/// Keeps two processes of one machine from moving the same alias.
///
/// Its files lie in a folder of the user's, and another user or another `HOME` has another folder:
/// so a journal in a file has a lock of its own, which is looked at as well.
///
/// A `flock` on a file: the system drops it when the process ends, however it ends. The file is
/// never removed, or two processes could hold locks on two files of one name. While it is held,
/// the file's time is a sign of life: a process that was stopped, or that hangs, gives none.
public struct TargetLock: Sendable {
    /// Where the lock files lie.
    public let directory: FilePath
    let clock: (any WallClock)?
    /// Where the journals are, whose own locks count as well.
    var journals: (any JournalHome)?
    /// What keeps other machines away, where journals are shared.
    var leases: LeaseHome? { journals?.leases }
    /// This machine's name in leases.
    var host = ""
    /// What must beat for a sign of life to be given.
    var heart: Heart?

    /// Names the directory of the lock files, which need not exist.
    ///
    /// Without a clock a holder gives no signs of life.
    public init(directory: FilePath, clock: (any WallClock)? = nil) {
        self.directory = directory
        self.clock = clock
    }

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
        let file = try open(target)
        defer {
            FileAccess.unlock(file)
            // There is nothing left to write.
            try? file.close()
        }
        do {
            guard try FileAccess.lock(file) else { throw refusal(target) }
            let text = [UInt8](try JSONEncoder().encode(holder))
            guard ftruncate(file.rawValue, 0) == 0 else { throw Errno(rawValue: errno) }
            try file.writeAll(toAbsoluteOffset: 0, text)
        } catch let trouble as Errno {
            throw unusable(target, trouble)
        }
        async let _ = beat(path(of: target))
        return try await body()
    }

    private func open(_ target: Target) throws -> FileDescriptor {
        do {
            try FileAccess.makeDirectory(directory)
            return try FileDescriptor.open(
                path(of: target),
                .readWrite,
                options: [.create, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        } catch let trouble as Errno {
            throw unusable(target, trouble)
        }
    }

    /// Gives signs of life until it is cancelled, which the end of the lock does.
    private func beat(_ path: FilePath) async {
        guard let clock else { return }
        while !Task.isCancelled {
            // A sign that cannot be given is missed by those who look; it stops nobody.
            if heart?.isBeating ?? true { try? FileAccess.setUsed(path, at: clock.now) }
            do {
                try await clock.sleep(
                    until: clock.now.advanced(by: Limits.beat),
                    tolerance: nil
                )
            } catch {
                return
            }
        }
    }

    /// What people are told where no lock can be had; nothing was written by then.
    private func unusable(_ target: Target, _ trouble: Errno) -> Complaint {
        Complaint(
            "\(target.text) cannot be locked on this machine",
            why: ["\(path(of: target)): \(trouble)"]
                + (trouble.isLackOfLocks ? ["the file system there has no locks (flock)"] : []),
            now: ["Sluice changed nothing"],
            next: ["set XDG_STATE_HOME to a folder on a local disk that you may write to"]
        )
    }

    /// Who holds the lock now; `nil` when nobody does.
    public func holder(of target: Target) throws -> Holder? { try holder(at: path(of: target)) }

    func holder(at path: FilePath) throws -> Holder? {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        }
        return try file.closeAfter {
            if flock(file.rawValue, LOCK_SH | LOCK_NB) == 0 {
                _ = flock(file.rawValue, LOCK_UN)
                return nil
            }
            guard errno == EWOULDBLOCK else { throw Errno(rawValue: errno) }
            return text(at: path) ?? Holder(driver: .unknown, rollout: "")
        }
    }

    /// When the holder gave its last sign of life; `nil` where there was never a holder.
    func heard(_ target: Target) throws -> Timestamp? {
        try FileAccess.used(path(of: target))
    }

    /// What the holder wrote; a reader may be faster than a holder that has just begun.
    private func text(at path: FilePath) -> Holder? {
        // The text is for messages: without it the message is shorter.
        let bytes = try? FileAccess.read(path, limit: Limits.lineBytesMax)
        return bytes.flatMap { try? JSONDecoder().decode(Holder.self, from: Data($0)) }
    }

    /// What people are told who find the lock taken.
    func refusal(_ target: Target) -> Complaint {
        // Without its last sign of life the message is shorter.
        let heardAt = clock == nil ? nil : try? heard(target)
        return refusal(
            target,
            by: text(at: path(of: target)).map { Driving(holder: $0, heardAt: heardAt) }
        )
    }

    /// What people are told who find that this one drives.
    func refusal(_ target: Target, by driving: Driving?) -> Complaint {
        var why = ["one process at a time moves an alias"]
        var next = ["sluice status"]
        if let driving {
            why = [driving.text(at: clock?.now)]
            next.append("sluice abort \(driving.holder.rollout)")
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
        directory.appending("\(target.lockName).lock")
    }
}

extension Target {
    /// What its lock and its lease are called: `orders.live.0a1b2c3d4e5f`.
    var lockName: String {
        let place = Array("\(place)|\(account)|\(region)".utf8)
        let digest = String(hexadecimal: SHA256.hash(data: place)).prefix(12)
        return "\(function).\(alias ?? "LATEST").\(digest)"
    }
}
