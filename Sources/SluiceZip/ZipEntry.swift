// SPDX-License-Identifier: Apache-2.0

/// A file to be packed.
public struct ZipEntry: Hashable, Sendable {
    /// Where it lies in the archive: relative, with `/` between names.
    public var path: String
    /// Its bytes.
    public var contents: [UInt8]
    /// Whether it may be executed; all other rights are the same for all entries.
    public var isExecutable: Bool

    /// Makes an entry.
    public init(path: String, contents: [UInt8], isExecutable: Bool = false) {
        self.path = path
        self.contents = contents
        self.isExecutable = isExecutable
    }
}
