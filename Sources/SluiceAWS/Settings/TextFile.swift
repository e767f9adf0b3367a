// SPDX-License-Identifier: Apache-2.0
import SluiceWire
import SystemPackage

/// The one place where the client reads files.
enum TextFile {
    /// The file's text, `nil` if there is no such file.
    static func read(_ path: String) throws(AWSFailure) -> String? {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            return try file.closeAfter { try contents(of: file) }
        } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
            return nil
        } catch {
            throw AWSFailure(
                kind: .notSent,
                code: "Configuration",
                message: "cannot read \(path): \(error)"
            )
        }
    }

    private static func contents(of file: FileDescriptor) throws -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while bytes.count <= Limits.configurationBytesMax {
            let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
        throw Errno.fileTooLarge
    }
}
