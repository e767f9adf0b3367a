// SPDX-License-Identifier: Apache-2.0
public import SystemPackage

/// Why an archive was not written or not read.
public enum ZipError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes are no archive, or its end is missing.
    case notAnArchive
    /// The directory of the archive is damaged.
    case damagedDirectory
    /// What is written about this entry is not what is there.
    case damaged(entry: String)
    /// The archive needs zip64, which nothing within Lambda's limits does.
    case zip64
    /// The archive has this many entries, more than the format holds.
    case tooManyEntries(Int)
    /// The archive is larger than allowed.
    case tooLarge(bytes: Int, max: Int)
    /// Unpacked, the archive would be larger than allowed; this entry passes the limit.
    case tooLargeUnpacked(entry: String, max: Int)
    /// The entry's name is absolute.
    case absolute(entry: String)
    /// The entry's name leads out of the root.
    case outside(entry: String)
    /// The entry's name is empty, too long, not in its plain form or has a zero byte in it.
    case badName(entry: String)
    /// The symbolic link leads out of the root.
    case linkOutside(entry: String, target: String)
    /// The entry lies below another entry that is no directory.
    case notADirectory(entry: String, parent: String)
    /// Two entries to be packed have the same path.
    case duplicate(entry: String)
    /// The entry is encrypted.
    case encrypted(entry: String)
    /// The entry is packed with a method other than deflate.
    case unsupportedMethod(entry: String, method: Int)
    /// The entry is neither file, directory nor symbolic link.
    case unsupportedKind(entry: String)
    /// The system refused a file or directory.
    case system(path: String, Errno)

    /// A sentence for people that names the entry.
    public var description: String {
        switch self {
        case .notAnArchive: "this is no zip archive, or its end is missing"
        case .damagedDirectory: "the directory of the zip archive is damaged"
        case .damaged(let entry): "'\(entry)' is damaged in the zip archive"
        case .zip64: "the archive needs zip64, which Lambda's limits leave no use for"
        case .tooManyEntries(let count):
            "the archive has \(count) entries; \(Limits.entriesMax) are the most"
        case .tooLarge(let bytes, let max):
            "the archive has \(bytes) bytes; \(max) are the most"
        case .tooLargeUnpacked(let entry, let max):
            "unpacked, the archive is larger than \(max) bytes ('\(entry)' passes the limit)"
        default: descriptionOfEntry
        }
    }

    private var descriptionOfEntry: String {
        switch self {
        case .absolute(let entry): "'\(entry)' has an absolute path"
        case .outside(let entry): "'\(entry)' leads out of the archive's root"
        case .badName(let entry): "'\(entry)' is no usable name for an entry"
        case .linkOutside(let entry, let target):
            "the symbolic link '\(entry)' leads out of the archive's root, to '\(target)'"
        case .notADirectory(let entry, let parent):
            "'\(entry)' lies below '\(parent)', which is no directory"
        case .duplicate(let entry): "'\(entry)' is there twice"
        case .encrypted(let entry): "'\(entry)' is encrypted"
        case .unsupportedMethod(let entry, let method):
            "'\(entry)' is packed with method \(method); only deflate can be read"
        case .unsupportedKind(let entry):
            "'\(entry)' is neither a file, a directory nor a symbolic link"
        case .system(let path, let errno): "\(path): \(errno)"
        default: ""
        }
    }
}
