// SPDX-License-Identifier: Apache-2.0
import Glibc
import SystemPackage

/// A folder of a test's own, removed when the test is over.
final class Folder: Sendable {
    let path: FilePath

    init() throws {
        var template = Array("/tmp/sluice-deploy-tests.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        path = FilePath(String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self))
    }

    deinit { Self.remove(path.string) }

    /// The bytes of a file in the folder.
    func text(_ name: String) throws -> String {
        let file = try FileDescriptor.open(path.appending(name), .readOnly)
        return try file.closeAfter {
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
            return String(decoding: bytes[..<count], as: UTF8.self)
        }
    }

    /// Writes a file in the folder.
    func write(_ text: String, to name: String) throws {
        let file = try FileDescriptor.open(
            path.appending(name),
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        try file.closeAfter { _ = try file.writeAll(Array(text.utf8)) }
    }

    private static func remove(_ path: String) {
        if let directory = opendir(path) {
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { remove("\(path)/\(name)") }
            }
        }
        if unlink(path) != 0 { rmdir(path) }
    }
}
