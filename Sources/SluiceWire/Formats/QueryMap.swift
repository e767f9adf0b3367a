// SPDX-License-Identifier: Apache-2.0

/// How the query protocol writes a map, whose keys are content and no names of members: as pairs in
/// elements `entry`.
struct QueryMap {
    var key = "key"
    var value = "value"

    /// The form of the map that a member of this name is; `nil` for all that are none.
    static func named(_ member: String) -> QueryMap? {
        switch member {
        case "Attributes", "ExtendedStatistics": QueryMap()
        case "MessageAttributes": QueryMap(key: "Name", value: "Value")
        default: nil
        }
    }

    /// The entries as pairs.
    func pairs(of map: WireMap) -> [WireValue] {
        map.entries.map { .map([key: .string($0.key), value: $0.value]) }
    }

    /// The map that pairs make; `nil` when they are none.
    static func map(of pairs: [WireValue]) -> WireMap? {
        var map = WireMap()
        for case .map(let pair) in pairs {
            guard let key = (pair["key"] ?? pair["Name"])?.plainText else { return nil }
            map.append(key, pair["value"] ?? pair["Value"] ?? .text(""))
        }
        return map.entries.count == pairs.count ? map : nil
    }
}
