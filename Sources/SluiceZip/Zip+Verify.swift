// SPDX-License-Identifier: Apache-2.0

extension Zip {
    /// Reads a whole archive and refuses what could not be unpacked; writes nothing.
    ///
    /// - Returns: What it holds, sorted by path.
    @discardableResult
    public static func verify(
        _ bytes: [UInt8],
        bounds: Bounds = .lambda
    ) throws(ZipError) -> [ZipListing] {
        let entries = try list(bytes, bounds: bounds)
        for entry in entries where entry.kind != .directory {
            let contents = try contents(of: entry, in: bytes)
            guard entry.kind == .link else { continue }
            try ZipPath.check(
                link: entry.path,
                leadsTo: String(decoding: contents, as: UTF8.self)
            )
        }
        return entries
    }
}
