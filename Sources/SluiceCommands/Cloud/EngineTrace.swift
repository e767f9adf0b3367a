// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import SluiceCore

/// What is left of an engine that does not answer: its address file.
struct EngineTrace: Sendable {
    /// The file.
    var file: String
    /// What it says; `nil` where it cannot be read.
    var address: EngineAddress?

    /// Reads the file of a folder; `nil` where there is none.
    init?(in folder: String) {
        let file = EngineAddress.path(in: folder)
        guard let bytes = TextFile.bytes(file, max: Limits.addressBytesMax) else { return nil }
        self.file = file
        // What is no address is told as such.
        address = try? JSONDecoder().decode(EngineAddress.self, from: Data(bytes))
    }

    /// Whether its process is there; a number may be another process's by now.
    var isAlive: Bool {
        guard let address, address.pid > 1 else { return false }
        return kill(pid_t(address.pid), 0) == 0 || errno == EPERM
    }

    /// Whether the file is not to be written over by the engine at `own`.
    ///
    /// It names another process, which lives, at another address. One that was killed left it behind,
    /// and its port may be ours.
    func keepsPlace(before own: EngineAddress) -> Bool {
        guard isAlive, let address else { return false }
        return address.pid != own.pid && address.endpoint != own.endpoint
    }

    /// What became of it, in a sentence.
    var text: String {
        guard let address else { return "\(file) holds no address of an engine" }
        let process = isAlive ? "is there and does not answer" : "does not run any more"
        return "it was at \(address.endpoint), and its process \(address.pid) \(process)"
    }

    /// Starts it again with its data.
    var restart: String {
        guard let data = address?.data else { return "sluice local" }
        let folder = file.dropLast("/.sluice/local.json".count)
        return data == "\(folder)/.sluice/local" ? "sluice local" : "sluice local --data \(data)"
    }
}

extension Complaint {
    /// The complaint with `--local` as the first way on, where that engine lives.
    func naming(_ trace: EngineTrace) -> Complaint {
        guard trace.isAlive, !next.contains(where: { $0.contains("--local") }) else { return self }
        var complaint = self
        complaint.next.insert(
            "the same command with --local   for the engine of \(trace.file)",
            at: 0
        )
        return complaint
    }
}
