// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Small files, whole.
enum TextFile {
    /// A file's bytes, or `nil` when it cannot be read or is larger than `max`.
    static func bytes(_ path: String, max: Int = 1 << 20) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= max {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        return nil
    }

    /// A file's text, or `nil` when it cannot be read.
    static func read(_ path: String) -> String? {
        bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Writes a file whole: it gets its name when all bytes are there.
    static func write(_ text: String, to path: String) throws {
        let draft = "\(path).\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw FileTrouble(path: draft) }
        Console.write(text, to: file)
        close(file)
        guard rename(draft, path) == 0 else { throw FileTrouble(path: path) }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws {
        var made = path.hasPrefix("/") ? "" : "."
        for name in path.split(separator: "/") {
            made += "/\(name)"
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
                throw FileTrouble(path: made)
            }
        }
    }

    /// Removes a file or a folder with all that is in it; what is not there is no trouble.
    static func removeAll(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for name in FolderList.names(in: path) { removeAll("\(path)/\(name)") }
        rmdir(path)
    }

    /// What the system said about a file.
    struct FileTrouble: Error, CustomStringConvertible {
        var path: String
        var reason: String

        init(path: String) {
            self.path = path
            reason = String(cString: strerror(errno))
        }

        var description: String { "\(path): \(reason)" }
    }
}

/// The names in a folder.
enum FolderList {
    /// The names, sorted, without `.` and `..`; none when it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
