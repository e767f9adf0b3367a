// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// The names of rollouts: `r-` and letters that order by time.
public enum RolloutName {
    /// A new name: nine letters for the time, three by chance.
    public static func make(at time: Timestamp, random: inout SeededRandom) -> String {
        let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let milliseconds = UInt64(max(0, time.millisecondsSince1970))
        var text = "r-"
        for shift in stride(from: UInt64(40), through: 0, by: -5) {
            text.append(digits[Int(milliseconds >> shift & 31)])
        }
        for _ in 0..<3 { text.append(digits[Int(random.next() & 31)]) }
        return text
    }
}
