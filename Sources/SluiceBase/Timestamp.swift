// SPDX-License-Identifier: Apache-2.0

/// A point in wall-clock time, in whole milliseconds since 1970 (UTC).
///
/// Rollouts outlive processes, so their deadlines cannot stand on the monotonic clock: that
/// clock's zero is another one after a reboot.
public struct Timestamp: InstantProtocol, Hashable, Codable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before that.
    public var millisecondsSince1970: Int64

    /// Makes the point that lies this many milliseconds after 1970 began.
    public init(millisecondsSince1970: Int64) {
        self.millisecondsSince1970 = millisecondsSince1970
    }

    /// Reads the plain number that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        millisecondsSince1970 = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes a plain number of milliseconds, so that journals stay readable and small.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(millisecondsSince1970)
    }

    /// The latest point there is: "never".
    public static let distantFuture = Timestamp(millisecondsSince1970: .max)

    /// The whole second that this point lies in, counted from 1970.
    public var second: Int64 { millisecondsSince1970.floored(by: 1000) }

    /// Makes the start of a second.
    public init(second: Int64) { millisecondsSince1970 = second * 1000 }

    /// The point this much later; saturates at `distantFuture`.
    public func advanced(by duration: Duration) -> Timestamp {
        let (sum, overflow) = millisecondsSince1970.addingReportingOverflow(
            duration.wholeMilliseconds
        )
        return overflow ? .distantFuture : Timestamp(millisecondsSince1970: sum)
    }

    /// How long it is from this point to the other; negative when the other is earlier.
    public func duration(to other: Timestamp) -> Duration {
        .milliseconds(other.millisecondsSince1970 - millisecondsSince1970)
    }

    /// Orders by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }
}

extension Int64 {
    /// The quotient rounded towards minus infinity, so that times before 1970 fall in the right second.
    func floored(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
