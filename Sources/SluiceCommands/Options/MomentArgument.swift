// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase

/// A moment on the command line: `30m` from now, `16:40` (UTC, the next one), or
/// `2026-01-01T16:40Z`.
struct MomentArgument: ExpressibleByArgument, Sendable {
    private enum Form: Sendable {
        case after(Duration)
        case daily(Duration)
        case at(Timestamp)
    }

    private var form: Form

    init?(argument: String) {
        if let duration = Duration(text: argument), duration > .zero {
            form = .after(duration)
        } else if let daily = Self.timeOfDay(argument) {
            form = .daily(daily)
        } else if let moment = Timestamp(iso8601: argument) ?? Self.minute(argument) {
            form = .at(moment)
        } else {
            return nil
        }
    }

    /// The moment that is meant by somebody who says so now.
    func moment(from now: Timestamp) -> Timestamp {
        switch form {
        case .after(let duration): return now.advanced(by: duration)
        case .at(let moment): return moment
        case .daily(let time):
            let today = now.floored(to: Self.day).advanced(by: time)
            return today > now ? today : today.advanced(by: Self.day)
        }
    }

    private static let day = Duration.seconds(86_400)

    /// `16:40` or `16:40Z`.
    private static func timeOfDay(_ text: String) -> Duration? {
        let parts = (text.hasSuffix("Z") ? text.dropLast() : text[...]).split(separator: ":")
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
            let hours = UInt8(parts[0]), let minutes = UInt8(parts[1]), hours < 24, minutes < 60
        else { return nil }
        return .seconds(Int(hours) * 3600 + Int(minutes) * 60)
    }

    /// `2026-01-01T16:40Z`, without seconds.
    private static func minute(_ text: String) -> Timestamp? {
        guard text.hasSuffix("Z") else { return nil }
        return Timestamp(iso8601: "\(text.dropLast()):00Z")
    }
}
