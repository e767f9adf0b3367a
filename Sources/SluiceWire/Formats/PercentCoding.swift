// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding as AWS has it: everything but `A-Z a-z 0-9 - . _ ~` becomes `%XX`.
public enum PercentCoding {
    /// Encodes a text; `keeping` names further characters (ASCII) that stay as they are.
    public static func encode(_ text: String, keeping: String = "") -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count + 16)
        for unit in text.utf8 {
            if isUnreserved(unit) || keeping.utf8.contains(unit) {
                encoded.append(unit)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(Hex.upper[Int(unit >> 4)])
                encoded.append(Hex.upper[Int(unit & 15)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Decodes `%XX`; what is no such triple stays as it is, and bad UTF-8 becomes U+FFFD.
    ///
    /// In forms and queries (`plusIsSpace`) a plus sign is a space.
    public static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        let units = Array(text.utf8)
        guard units.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(text)
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(units.count)
        var index = 0
        while index < units.count {
            if units[index] == UInt8(ascii: "%"), index + 2 < units.count,
                let high = Hex.value(units[index + 1]), let low = Hex.value(units[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                let isSpace = plusIsSpace && units[index] == UInt8(ascii: "+")
                decoded.append(isSpace ? UInt8(ascii: " ") : units[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func isUnreserved(_ unit: UInt8) -> Bool {
        switch unit {
        case 65...90, 97...122, 48...57: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
