// SPDX-License-Identifier: Apache-2.0
import Crypto
import Glibc
import SluiceBase
import SystemPackage

extension PackageStore {
    /// The folder in which all of these layers lie, each over the ones before it, as under Lambda's
    /// `/opt`; `nil` when there are none.
    func directory(ofLayers hashes: [String]) throws -> String? {
        if hashes.isEmpty { return nil }
        let hexes = hashes.map(Self.hex(ofBase64:))
        let digest = SHA256.hash(data: Array(hexes.joined(separator: "\n").utf8))
        let name = "layers-\(String(hexadecimal: digest))"
        let folder = unpacked.appending(name)
        if access(folder.string, F_OK) == 0 { return folder.string }
        let part = try Self.makeTemporary(in: unpacked, named: name)
        do {
            for hash in hashes {
                try Self.lay(FilePath(try directory(ofSHA256: hash)), over: part)
            }
            try Self.protect(part)
        } catch {
            Self.remove(part)
            throw error
        }
        if rename(part.string, folder.string) != 0 {
            let reason = Errno(rawValue: errno)
            Self.remove(part)
            // Someone else was faster: the same layers lie there.
            guard reason == .directoryNotEmpty || reason == .fileExists else { throw reason }
        }
        return folder.string
    }

    /// Puts the files of one folder into another, in the place of those that have their names.
    private static func lay(_ layer: FilePath, over folder: FilePath) throws {
        for name in names(in: layer) {
            let (source, target) = (layer.appending(name), folder.appending(name))
            if isDirectory(source) {
                guard mkdir(target.string, 0o755) == 0 || errno == EEXIST else {
                    throw Errno(rawValue: errno)
                }
                try lay(source, over: target)
            } else {
                // What is not there need not be removed.
                unlink(target.string)
                guard link(source.string, target.string) == 0 else {
                    throw Errno(rawValue: errno)
                }
            }
        }
    }
}
