// SPDX-License-Identifier: Apache-2.0

extension Timestamp {
    /// The start of the period of this length, counted from 1970, that this point lies in.
    public func floored(to period: Duration) -> Timestamp {
        let step = max(1, period.wholeMilliseconds)
        return Timestamp(millisecondsSince1970: millisecondsSince1970.floored(by: step) * step)
    }

    /// The next start of a period of this length, or this point itself when it is one.
    public func roundedUp(to period: Duration) -> Timestamp {
        let floor = floored(to: period)
        return floor == self ? self : floor.advanced(by: period)
    }
}
