// SPDX-License-Identifier: Apache-2.0

extension Timestamp {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The time as HTTP's headers have it: `Tue, 24 Nov 2026 00:15:00 GMT`, whole seconds.
    public var httpDate: String {
        let parts = calendar
        let day = Int(millisecondsSince1970.floored(by: 86_400_000))
        let weekday = Self.days[((day % 7) + 7) % 7]
        let time = iso8601.dropFirst(11).prefix(8)
        let number = (parts.day < 10 ? "0" : "") + "\(parts.day)"
        return "\(weekday), \(number) \(Self.months[Int(parts.month) - 1]) "
            + "\(iso8601.prefix(4)) \(time) GMT"
    }

    /// Reads the form that `httpDate` writes; the day of the week is not looked at.
    public init?(httpDate text: String) {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", words[1].count == 2, words[3].count == 4,
            let month = Self.months.firstIndex(of: String(words[2]))
        else { return nil }
        let number = (month < 9 ? "0" : "") + "\(month + 1)"
        self.init(iso8601: "\(words[3])-\(number)-\(words[1])T\(words[4])Z")
    }
}
