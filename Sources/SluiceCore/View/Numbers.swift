// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Numbers as people read them.
public enum Numbers {
    /// The next of 1, 1.5, 2, 3, 5, 7 and their tenfold: a figure from a sample, which moves with each
    /// call, stays the same as long as nothing has changed that matters.
    public static func roundedUp(_ share: Double) -> Double {
        guard share > 0, share < 1 else { return min(max(share, 0), 1) }
        var scale = 1.0
        while scale > share { scale /= 10 }
        let steps = [1, 1.5, 2, 3, 5, 7, 10].map { $0 * scale }
        return min(1, steps.first { $0 >= share * (1 - 1e-9) } ?? share)
    }

    /// `1,081`: groups of three.
    public static func grouped(_ value: Int) -> String {
        var digits = String(abs(value))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = String(digits.dropLast(3))
        }
        return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }

    /// `1 call`, `1,081 calls`: a count and what is counted, whose plural has an `s`.
    public static func counted(_ value: Int, _ noun: String) -> String {
        "\(grouped(value)) \(noun)\(value == 1 ? "" : "s")"
    }

    /// `5.8 %`, `0.09 %`, `12 %`: a share with two significant digits.
    public static func percent(_ share: Double) -> String {
        let value = share * 100
        if value == 0 { return "0 %" }
        if value >= 9.95 { return "\(Int(value.rounded())) %" }
        return value >= 0.995 ? "\(fixed(value, 1)) %" : "\(fixed(value, 2)) %"
    }

    /// A number with a fixed count of decimals.
    public static func fixed(_ value: Double, _ decimals: Int) -> String {
        let scale = pow(10, Double(decimals))
        let scaled = Int64((abs(value) * scale).rounded())
        let whole = scaled / Int64(scale)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(whole)" }
        let rest = String(scaled % Int64(scale))
        return "\(sign)\(whole)." + String(repeating: "0", count: decimals - rest.count) + rest
    }

    /// Ten to this power, as far as a number goes.
    public static func powerOfTen(_ log10: Double) -> Double { pow(10, min(log10, 300)) }

    /// `44,000`, `15`, `0.8`, `over 1 million million`: ten to this power, two digits.
    public static func power(_ log10: Double) -> String {
        if log10 >= 12 { return "over a million million" }
        let value = pow(10, log10)
        if value < 10 { return fixed(value, value < 0.095 ? 2 : 1) }
        let digits = pow(10, max(0, floor(log10) - 1))
        return grouped(Int((value / digits).rounded() * digits))
    }
}
