// SPDX-License-Identifier: Apache-2.0

/// Records by key, with what changed since they were last kept.
///
/// A change is made at once; who keeps records says afterwards that they are kept (`settle`) or that
/// it failed (`revert`).
public struct Shelf<Record: Codable & Sendable>: Sendable {
    /// What the shelf is called where it is kept.
    public let name: String
    /// Everything that is there.
    public private(set) var records: [String: Record] = [:]
    /// What was there before the changes that are not kept yet.
    private var before: [String: Record?] = [:]

    /// Makes an empty shelf.
    public init(_ name: String) { self.name = name }

    /// The record of a key; setting lists the change, `nil` removes.
    public subscript(key: String) -> Record? {
        get { records[key] }
        set {
            if before[key] == nil { before[key] = .some(records[key]) }
            records[key] = newValue
        }
    }

    /// All records in the order of their keys.
    public var sorted: [Record] {
        records.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The keys that changed, in their order.
    public var changed: [String] { before.keys.sorted() }

    /// What was there under the keys that changed.
    public var replaced: [Record] { before.values.compactMap(\.self) }

    /// Puts a record back that was kept.
    public mutating func restore(_ record: Record, as key: String) { records[key] = record }

    /// Takes what changed as kept.
    public mutating func settle() { before = [:] }

    /// Takes back what changed.
    public mutating func revert() {
        for (key, record) in before { records[key] = record }
        before = [:]
    }
}
