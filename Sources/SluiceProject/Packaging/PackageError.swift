// SPDX-License-Identifier: Apache-2.0
public import SluiceZip

/// Why there is no package.
public enum PackageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing is at this path.
    case missing(String)
    /// What is there is neither a directory nor a zip archive.
    case unsuitable(String)
    /// The directory or archive holds no files, or only files that are left out.
    case empty(String)
    /// A symbolic link in the directory leads nowhere or into its own parents.
    case badLink(String)
    /// The directory holds something that is neither a file nor a directory.
    case strange(String)
    /// The files could not be read.
    case unreadable(path: String, reason: String)
    /// The package could not be written.
    case unwritable(path: String, reason: String)
    /// The archive is not usable, or what would be packed is larger than Lambda takes.
    case zip(String, ZipError)

    /// A sentence for people.
    public var description: String {
        switch self {
        case .missing(let path): "\(path) does not exist"
        case .unsuitable(let path): "\(path) is neither a directory nor a .zip"
        case .empty(let path): "\(path) holds no files"
        case .badLink(let path): "the symbolic link \(path) leads nowhere or around in a circle"
        case .strange(let path): "\(path) is neither a file nor a directory"
        case .unreadable(let path, let reason), .unwritable(let path, let reason):
            "\(path): \(reason)"
        case .zip(let path, let error): "\(path): \(error)"
        }
    }
}
