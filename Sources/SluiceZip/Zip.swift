// SPDX-License-Identifier: Apache-2.0

/// Zip archives as Lambda's packages need them: written always the same, read with suspicion.
///
/// ```swift
/// let bytes = try Zip.pack([ZipEntry(path: "app.py", contents: Array("…".utf8))])
/// try Zip.unpack(bytes, into: "/var/task")
/// ```
public enum Zip {
    /// How large an archive may be.
    public struct Bounds: Hashable, Sendable {
        /// The most bytes of the archive itself.
        public var zippedBytesMax: Int
        /// The most bytes of all entries together, unpacked.
        public var unzippedBytesMax: Int

        /// Makes bounds of one's own.
        public init(zippedBytesMax: Int, unzippedBytesMax: Int) {
            self.zippedBytesMax = zippedBytesMax
            self.unzippedBytesMax = unzippedBytesMax
        }

        /// Lambda's: 50 MB zipped, 250 MB unpacked (binary megabytes).
        public static let lambda = Bounds(
            zippedBytesMax: 52_428_800,
            unzippedBytesMax: 262_144_000
        )
    }
}
