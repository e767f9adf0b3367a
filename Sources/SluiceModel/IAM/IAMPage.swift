// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// One page of a list of IAM; a marker is the number of items before it.
struct IAMPage<Item> {
    let items: [Item]
    let isTruncated: Bool
    let marker: String?

    init(_ list: [Item], marker: String?, maxItems: Int?) throws(AWSFailure) {
        try IAMRules.check(maxItems, at: "maxItems", in: 1...1_000)
        var start = 0
        if let marker {
            guard let number = Int(marker), (0...list.count).contains(number) else {
                throw .iamInvalid("ValidationError", "Invalid Marker: \(marker)")
            }
            start = number
        }
        let end = min(list.count, start + (maxItems ?? Limits.iamPageItemsMax))
        items = Array(list[start..<end])
        isTruncated = end < list.count
        self.marker = end < list.count ? "\(end)" : nil
    }
}
