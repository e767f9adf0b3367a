// SPDX-License-Identifier: Apache-2.0
public import SluiceCore
public import SystemPackage

/// What other shells ask of a rollout: JSON lines beside its journal.
///
/// A request stays in the file until the journal holds it; its id keeps it from being folded twice.
public struct RequestFile: RequestBox {
    /// Where the file lies.
    public let path: FilePath

    /// Names a request file, which need not exist.
    public init(path: FilePath) { self.path = path }

    /// The file's path.
    public var place: String { path.string }

    /// Adds a request with a single write, so that two shells cannot tear each other's lines.
    public func append(_ request: Request) throws {
        try append(line: try RequestLine.bytes(of: request))
    }

    /// Adds a call in the same way.
    public func call(_ id: String) throws {
        try append(line: try RequestLine.bytes(of: RequestLine.Call(call: id)))
    }

    private func append(line: [UInt8]) throws {
        try FileAccess.makeDirectory(path.removingLastComponent())
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .append, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead]
        )
        try file.closeAfter {
            let written = try line.withUnsafeBytes { try file.write($0) }
            guard written == line.count else { throw Errno.noSpace }
            try FileAccess.sync(file)
        }
    }

    /// The requests whose ids are not among these, in the order of the file.
    public func requests(without known: Set<String>) throws -> [Request] {
        try look(without: known).requests
    }

    /// The requests whose ids are not among these, in the order of the file, and all calls.
    ///
    /// A line that is not whole yet, or that is neither, is passed over.
    public func look(
        without known: Set<String>
    ) throws -> (requests: [Request], calls: Set<String>) {
        let bytes = try FileAccess.read(path, limit: Limits.lineBytesMax) ?? []
        return (
            RequestLine.requests(in: bytes, without: known), RequestLine.calls(in: bytes)
        )
    }
}
