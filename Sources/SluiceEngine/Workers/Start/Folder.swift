// SPDX-License-Identifier: Apache-2.0
import Glibc
import SwiftOverlayShims

/// What the search for interpreters asks of the file system.
enum Folder {
    /// The names in a folder, sorted; none when there is no such folder.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The path without links, when it leads to a program that we may run.
    static func program(at path: String) -> String? {
        guard access(path, X_OK) == 0, let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether a file starts with `#!`: a shim, which costs a start of its own at every call.
    static func isScript(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var bytes: [UInt8] = [0, 0]
        return read(file, &bytes, 2) == 2 && bytes == Array("#!".utf8)
    }

    /// Writes a file; makes its folder, and that one's, when they are missing.
    static func write(_ text: String, to path: String) -> Bool {
        makeFolders(of: path)
        let new = path + ".new"
        let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { return false }
        let bytes = Array(text.utf8)
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count
        close(file)
        return isWritten && rename(new, path) == 0
    }

    private static func makeFolders(of path: String) {
        for index in path.indices.dropFirst() where path[index] == "/" {
            mkdir(String(path[..<index]), 0o755)
        }
    }
}
