// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

// Segments that somebody else ends, and nobody knows when.
extension Judge {
    /// Says how the present segment is judged, once and for all of it.
    ///
    /// A plan knows how long its steps are. Of a shift that somebody else performs it is known later:
    /// a segment that has held a whole window is compared, one that the next shift ends before that
    /// is a ramp, and the candidate's calls are judged alone. Until then what was read waits, and
    /// that is never a window that could be compared: those end when the first of them settles it.
    /// So each call is in one test. The times of the shifts alone decide, never how a call ended: to
    /// choose the test by what it would say takes its guarantee away.
    mutating func settle(_ length: Segment.Length) {
        guard let last = segments.indices.last, segments[last].length == .unknown else { return }
        let goesOn = length == .ramp && last > 0 && segments[last - 1].isRamp
        segments[last].length = length
        if length == .ramp {
            segments[last].from = segments[last].begunAt.floored(to: period)
            segments[last].mode = .absolute(p0: terms.acceptedRate)
        }
        if !goesOn {
            evidence.errors.open(segments[last].mode)
            baseline.open(.absolute(p0: terms.acceptedRate))
            candidateOfStep = Counts()
            stableOfStep = Counts()
        }
        let late = waiting
        waiting = []
        for addition in late { judge(addition) }
    }

    /// Whether a window has ended that lies in the present segment as a whole.
    mutating func lookForWholeWindow() {
        guard let last = segments.last, last.length == .unknown,
            let told = [until, toldUntil].compactMap(\.self).max()
        else { return }
        if last.from.advanced(by: period) <= told { settle(.whole) }
    }

    /// Keeps what is of the present segment until it is known how that is judged; all else was read
    /// of a window with two weights, and is compared nowhere.
    mutating func keep(_ addition: Addition) {
        guard let last = segments.last, last.length == .unknown,
            addition.start.advanced(by: period) > last.begunAt
        else { return }
        if waiting.count == Limits.waitingMax { waiting.removeFirst() }
        waiting.append(addition)
    }
}
