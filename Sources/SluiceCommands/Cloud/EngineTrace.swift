// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

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
