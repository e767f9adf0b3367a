// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The few questions that this room asks of a file system.
enum Files {
    /// What a path leads to, links followed.
    enum Kind: Equatable {
        case file(size: Int, isExecutable: Bool)
        case directory(Identity)
        case other
        case missing
    }

    /// What makes a directory itself, however it is reached.
    struct Identity: Hashable {
        var device: UInt
        var number: UInt
    }

    /// Why a file was not read or written.
    struct Failure: Error, Hashable, CustomStringConvertible {
        var path: String
        var reason: String

        init(_ path: String, _ code: Int32 = errno) {
            self.path = path
            reason = String(cString: strerror(code))
        }

        init(_ path: String, reason: String) {
            self.path = path
            self.reason = reason
        }

        var description: String { "\(path): \(reason)" }
    }

    static func kind(_ path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .missing }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            return .file(size: Int(status.st_size), isExecutable: status.st_mode & S_IXUSR != 0)
        case S_IFDIR:
            return .directory(
                Identity(device: UInt(status.st_dev), number: UInt(status.st_ino))
            )
        default: return .other
        }
    }

    /// The names in a directory, sorted, without `.` and `..`.
    static func names(in directory: String) throws(Failure) -> [String] {
        guard let stream = opendir(directory) else { throw Failure(directory) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
            guard names.count <= Limits.packageFilesMax else {
                throw Failure(directory, reason: "more than \(Limits.packageFilesMax) files")
            }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// A file's bytes; one larger than `max` is refused.
    static func read(_ path: String, max: Int) throws(Failure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Failure(path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw Failure(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(path, reason: "it is no file")
        }
        guard Int(status.st_size) <= max else {
            throw Failure(path, reason: "it is larger than \(max) bytes")
        }
        return try read(file, path, size: Int(status.st_size), max: max)
    }

    private static func read(
        _ file: Int32,
        _ path: String,
        size: Int,
        max: Int
    ) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        var buffer = [UInt8](repeating: 0, count: Swift.max(1, min(size + 1, 1 << 20)))
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw Failure(path)
            }
            bytes += buffer[..<count]
            guard bytes.count <= max else {
                throw Failure(path, reason: "it is larger than \(max) bytes")
            }
        }
    }

    /// Writes a whole file, or none: it gets its name when all bytes are there.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let draft = "\(path).\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw Failure(draft) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                throw Failure(draft)
            }
            rest = rest.dropFirst(count)
        }
        guard rename(draft, path) == 0 else { throw Failure(path) }
    }

    /// Makes a directory and those above it.
    static func makeDirectory(_ path: String) throws(Failure) {
        var made = path.hasPrefix("/") ? "" : "."
        for name in path.split(separator: "/") {
            made += "/\(name)"
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else { throw Failure(made) }
        }
    }

    /// A path as seen from a directory; an absolute one stays as it is.
    static func path(_ path: String, from directory: String) -> String {
        path.hasPrefix("/") ? path : "\(directory)/\(path)"
    }
}
