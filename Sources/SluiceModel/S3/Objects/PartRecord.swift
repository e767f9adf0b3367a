// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A part of an upload.
public struct PartRecord: Codable, Hashable, Sendable {
    /// The upload's id.
    public var upload: String
    /// From 1 to 10,000.
    public var number: Int
    /// The part's bytes.
    public var content: ObjectContent
    /// When it came.
    public var modified: Timestamp
    /// Its checksum.
    public var checksum: ObjectChecksum

    /// The name on its shelf, by which parts stand in order.
    var id: String { Self.id(upload, number) }

    static func id(_ upload: String, _ number: Int) -> String {
        let digits = String(number)
        return upload + "/" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
}
