// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// One page of a bucket's keys, with those that are alike up to a delimiter as one prefix.
struct ObjectListing {
    enum Item {
        case object(ObjectRecord)
        case prefix(String)

        /// What the next page goes on behind.
        var name: String {
            switch self {
            case .object(let object): object.key
            case .prefix(let prefix): prefix
            }
        }
    }

    /// The items of the page.
    var items: [Item] = []
    /// Whether there are more.
    var isTruncated = false

    /// Cuts a page out of objects that stand in the order of their keys.
    ///
    /// - Parameters:
    ///   - objects: those that begin with `prefix`.
    ///   - prefix: what their keys begin with.
    ///   - delimiter: up to what keys are one prefix.
    ///   - start: the key or prefix behind which the page begins.
    ///   - max: how many items it may have.
    init(
        _ objects: [ObjectRecord],
        prefix: String,
        delimiter: String,
        after start: String,
        max: Int
    ) {
        for object in objects {
            let item = Self.item(object, prefix, delimiter)
            guard start.utf8.lexicographicallyPrecedes(item.name.utf8) else { continue }
            if case .prefix(let last)? = items.last, last == item.name { continue }
            guard items.count < max else {
                isTruncated = max > 0
                return
            }
            items.append(item)
        }
    }

    private static func item(
        _ object: ObjectRecord,
        _ prefix: String,
        _ delimiter: String
    ) -> Item {
        guard !delimiter.isEmpty else { return .object(object) }
        let key = Array(object.key.utf8)
        let mark = Array(delimiter.utf8)
        var index = prefix.utf8.count
        while index + mark.count <= key.count {
            if key[index..<index + mark.count].elementsEqual(mark) {
                return .prefix(String(decoding: key[..<(index + mark.count)], as: UTF8.self))
            }
            index += 1
        }
        return .object(object)
    }

    /// The objects of the page.
    func contents(url: Bool, owner: Bool = false) -> [S3Object] {
        items.compactMap { item in
            guard case .object(let object) = item else { return nil }
            return S3Object(
                key: Self.text(object.key, url),
                lastModified: WireTimestamp(object.modified),
                eTag: object.eTag,
                checksumAlgorithm: object.checksum.map { [$0.algorithm.rawValue] },
                checksumType: object.checksum?.type,
                size: Int64(object.size),
                storageClass: "STANDARD",
                owner: owner ? S3Owner(displayName: "sluice") : nil
            )
        }
    }

    /// The prefixes of the page.
    func prefixes(url: Bool) -> [CommonPrefix] {
        items.compactMap { item in
            guard case .prefix(let prefix) = item else { return nil }
            return CommonPrefix(prefix: Self.text(prefix, url))
        }
    }

    /// A key as the answer has it, percent-encoded where that is asked for.
    static func text(_ key: String, _ url: Bool) -> String {
        url ? PercentCoding.encode(key, keeping: "/") : key
    }
}
