// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The process that listens on a port of this machine, as far as `/proc` lets us see.
enum PortHolder {
    /// A process by its number and name.
    struct Found: Hashable, Sendable {
        var pid: Int
        var name: String
    }

    /// Who listens on a TCP port; `nil` when nobody can be found.
    static func find(port: Int) -> Found? {
        let inodes = ["/proc/net/tcp", "/proc/net/tcp6"].compactMap { TextFile.read($0) }
            .flatMap { listening(on: port, in: $0) }
        guard !inodes.isEmpty else { return nil }
        let links = Set(inodes.map { "socket:[\($0)]" })
        for pid in FolderList.names(in: "/proc").compactMap(Int.init).sorted() {
            let folder = "/proc/\(pid)/fd"
            for name in FolderList.names(in: folder) {
                guard let link = link("\(folder)/\(name)"), links.contains(link) else { continue }
                let command = TextFile.read("/proc/\(pid)/comm") ?? "unknown"
                return Found(pid: pid, name: command.filter { $0 != "\n" })
            }
        }
        return nil
    }

    /// The inodes of the sockets that listen on a port, from the table of `/proc/net/tcp`.
    static func listening(on port: Int, in table: String) -> [String] {
        let listen = "0A"
        return table.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[3] == listen,
                let local = fields[1].split(separator: ":").last, Int(local, radix: 16) == port
            else { return nil }
            return String(fields[9])
        }
    }

    private static func link(_ path: String) -> String? {
        var text = [CChar](repeating: 0, count: 256)
        let count = readlink(path, &text, text.count - 1)
        guard count > 0 else { return nil }
        return String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
