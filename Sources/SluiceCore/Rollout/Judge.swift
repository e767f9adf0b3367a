// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceStats

/// What the observations say: a fold over readings, with the evidence of `SluiceStats`.
///
/// Failed calls count from the first. A window is judged in the segment that it lies in as a
/// whole; one that overlaps a change of weight is left out of the comparison, because two weights
/// in one batch break its guarantee. Where the steps are a ramp, the candidate's calls are judged
/// by themselves, which needs no constant weight: then no window is left out.
public struct Judge: Hashable, Sendable {
    /// The evidence against the candidate.
    public private(set) var evidence = CombinedEvidence()
    /// All calls of the stable version that were read.
    public private(set) var stable = Counts()
    /// All calls of the candidate that were read.
    public private(set) var candidate = Counts()
    /// The candidate's calls in the present segment.
    public private(set) var candidateOfStep = Counts()
    /// The end of the last period that is complete.
    public private(set) var until: Timestamp?
    /// When the last reading was taken.
    public private(set) var readAt: Timestamp?
    /// When a reading last showed any new call.
    public private(set) var heardAt: Timestamp?

    private var windows: [Timestamp: Observation.Window] = [:]
    private var segments: [Segment] = []
    private let acceptedRate: Double
    private let period: Duration

    /// A stretch of time with one weight.
    private struct Segment: Hashable, Sendable {
        var from: Timestamp
        var to: Timestamp?
        var mode: ErrorEvidence.Mode
        var builder: BatchBuilder

        func holds(_ start: Timestamp, _ period: Duration) -> Bool {
            start >= from && (to.map { start.advanced(by: period) <= $0 } ?? true)
        }
    }

    /// Starts without evidence.
    ///
    /// - Parameters:
    ///   - acceptedRate: The failure rate for tests without a stable version beside, 0 … 1.
    ///   - period: Seconds that one window spans.
    public init(acceptedRate: Double, period: Int) {
        self.acceptedRate = acceptedRate
        self.period = .seconds(period)
    }

    /// Begins a segment: the candidate has this weight since `at`, the acknowledgement of the write.
    mutating func begin(_ weight: Weight, at: Timestamp, isRamp: Bool) {
        end(at: at)
        let isAlone = isRamp || weight > .percent(75)
        let mode: ErrorEvidence.Mode = isAlone ? .absolute(p0: acceptedRate) : .compare
        // Minutes overlap until 5 s after the acknowledgement: AWS's hosts follow one by one.
        let settled = period > .seconds(1) ? at.advanced(by: .seconds(5)) : at
        let from = isRamp ? at.floored(to: period) : settled.roundedUp(to: period)
        if !isRamp || segments.isEmpty { evidence.errors.open(mode) }
        segments.append(
            Segment(from: from, mode: mode, builder: BatchBuilder(weight: weight))
        )
        if segments.count > Limits.segmentsMax { segments.removeFirst() }
        candidateOfStep = Counts()
        heardAt = at
    }

    /// Ends the present segment: a write that changes the weight is on its way.
    mutating func end(at: Timestamp) {
        guard let last = segments.indices.last, segments[last].to == nil else { return }
        segments[last].to = at
    }

    /// Goes on with the last segment: the write had no effect.
    mutating func reopen() {
        guard let last = segments.indices.last else { return }
        segments[last].to = nil
    }

    /// Takes a cumulative reading: what it adds to what is known becomes evidence.
    mutating func take(_ observation: Observation, at: Timestamp) {
        readAt = at
        let before = until ?? segments.last?.from ?? observation.until
        until = max(before, observation.until)
        var seconds = until.map { Int(before.duration(to: $0).inSeconds) } ?? 0
        let periodSeconds = Int(period.inSeconds)
        for window in observation.windows.sorted(by: { $0.start < $1.start }) {
            let known = windows[window.start]
            let stable = window.stable.beyond(known?.stable)
            let candidate = window.candidate.beyond(known?.candidate)
            // What is held is what was taken: a reading that is older than it adds nothing, and
            // takes nothing away that the next one would then add again.
            let held = Observation.Window(
                start: window.start,
                stable: (known?.stable ?? Counts()) + stable,
                candidate: (known?.candidate ?? Counts()) + candidate
            )
            windows[window.start] = held
            guard stable != Counts() || candidate != Counts() else { continue }
            heardAt = at
            self.stable += stable
            self.candidate += candidate
            guard let place = segments.lastIndex(where: { $0.holds(window.start, period) }) else {
                continue
            }
            if place == segments.count - 1 { candidateOfStep += candidate }
            let isLate = stable.failures > stable.calls || candidate.failures > candidate.calls
            // Failures that became visible after their calls count with all calls of the window.
            add(
                isLate ? Counts(failures: stable.failures, calls: held.stable.calls) : stable,
                isLate
                    ? Counts(failures: candidate.failures, calls: held.candidate.calls) : candidate,
                seconds: min(seconds, periodSeconds),
                to: place
            )
            seconds = max(0, seconds - periodSeconds)
        }
        if seconds > 0, let last = segments.indices.last {
            add(Counts(), Counts(), seconds: seconds, to: last)
        }
        forgetOldWindows()
    }

    private mutating func add(
        _ stable: Counts,
        _ candidate: Counts,
        seconds: Int,
        to place: Int
    ) {
        let batch = Batch(
            stableFailures: stable.failures,
            stableCalls: stable.calls,
            candidateFailures: candidate.failures,
            candidateCalls: candidate.calls
        )
        let mode = segments[place].mode
        var closed = segments[place].builder.take(batch, seconds: seconds)
        // Nothing more will close a batch of a segment that is over.
        if place < segments.count - 1 { closed = closed ?? segments[place].builder.finish() }
        if let closed {
            evidence.take(errors: closed.batch, of: mode, seconds: closed.seconds)
        }
    }

    private mutating func forgetOldWindows() {
        guard windows.count > Limits.windowsMax else { return }
        for start in windows.keys.sorted().prefix(windows.count - Limits.windowsMax) {
            windows[start] = nil
        }
    }

    /// What is known now, for a decision or a picture.
    public var snapshot: Evidence {
        Evidence(log10: evidence.log10, stable: stable, candidate: candidate)
    }
}

extension Counts {
    /// What this reading has more than the one before; never negative.
    fileprivate func beyond(_ known: Counts?) -> Counts {
        guard let known else { return self }
        return Counts(
            failures: max(0, failures - known.failures),
            calls: max(0, calls - known.calls)
        )
    }
}
