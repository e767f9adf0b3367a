// SPDX-License-Identifier: Apache-2.0

import SluiceWire

/// One page of a list.
struct Page<Item> {
    var items: [Item]
    /// Where to go on; `nil` at the end.
    var nextMarker: String?

    /// Cuts a page out of a list; a marker is the number of items before it.
    ///
    /// - Parameters:
    ///   - list: what there is.
    ///   - marker: where the page begins.
    ///   - asked: how many a client wants.
    ///   - range: how many it may ask for.
    ///   - max: how many it gets at most.
    /// - Throws: what the values break.
    init(
        _ list: [Item],
        marker: String?,
        asked: Int?,
        of range: ClosedRange<Int> = 1...10_000,
        max: Int = Limits.pageItemsMax
    ) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(asked, at: "maxItems", in: range)
        try constraints.enforce()
        let start = Swift.min(list.count, try Self.start(marker))
        let end = Swift.min(list.count, start + Swift.min(asked ?? Limits.pageItemsMax, max))
        items = Array(list[start..<end])
        nextMarker = end < list.count ? "\(end)" : nil
    }

    private static func start(_ marker: String?) throws(AWSFailure) -> Int {
        guard let marker, !marker.isEmpty else { return 0 }
        guard let start = Int(marker), start >= 0 else {
            throw .invalidParameter("Invalid marker: \(marker)")
        }
        return start
    }
}
