// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceStats

/// What the observations say: a fold over readings, with the evidence of `SluiceStats`.
///
/// Failed calls count from the first; only windows that overlap a change of weight are left out
/// of the comparison, because two weights in one batch break its guarantee.
public struct Judge: Hashable, Sendable {
    /// The evidence against the candidate.
    public private(set) var evidence = CombinedEvidence()
    /// All calls that were read.
    public private(set) var stable = Counts()
    /// All calls of the candidate that were read.
    public private(set) var candidate = Counts()
    /// The candidate's calls of the present step.
    public private(set) var candidateOfStep = Counts()
    /// The stable version's calls of the present step.
    public private(set) var stableOfStep = Counts()
    /// The end of the last period that is complete.
    public private(set) var until: Timestamp?
    /// When the last reading was taken.
    public private(set) var readAt: Timestamp?
    /// When a reading last showed any call.
    public private(set) var heardAt: Timestamp?

    private var windows: [Timestamp: Observation.Window] = [:]
    private var builder: BatchBuilder?
    private var segmentFrom: Timestamp?
    private let acceptedRate: Double
    private let period: Duration

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
    mutating func begin(_ weight: Weight, at: Timestamp) {
        close()
        builder = BatchBuilder(weight: weight)
        evidence.errors.open(
            weight > .percent(75) ? .absolute(p0: acceptedRate) : .compare
        )
        segmentFrom = at.roundedUp(to: period)
        candidateOfStep = Counts()
        stableOfStep = Counts()
        heardAt = at
    }

    /// Ends the present segment; calls that are read later only count.
    mutating func close() {
        if let closed = builder?.finish() { judge(closed) }
        builder = nil
        segmentFrom = nil
    }

    /// Takes a cumulative reading: what it adds to what is known becomes evidence.
    mutating func take(_ observation: Observation, at: Timestamp) {
        readAt = at
        let before = until ?? segmentFrom ?? observation.until
        until = max(before, observation.until)
        var seconds = until.map { Int(before.duration(to: $0).inSeconds) } ?? 0
        for window in observation.windows.sorted(by: { $0.start < $1.start }) {
            let known = windows[window.start]
            windows[window.start] = window
            let stable = window.stable.beyond(known?.stable)
            let candidate = window.candidate.beyond(known?.candidate)
            guard stable != Counts() || candidate != Counts() else { continue }
            heardAt = at
            self.stable += stable
            self.candidate += candidate
            candidateOfStep += candidate
            stableOfStep += stable
            guard let segmentFrom, window.start >= segmentFrom else { continue }
            add(stable, candidate, seconds: min(seconds, Int(period.inSeconds)))
            seconds = max(0, seconds - Int(period.inSeconds))
        }
        if seconds > 0 { add(Counts(), Counts(), seconds: seconds) }
        forgetOldWindows()
    }

    private mutating func add(_ stable: Counts, _ candidate: Counts, seconds: Int) {
        let batch = Batch(
            stableFailures: stable.failures,
            stableCalls: stable.calls,
            candidateFailures: candidate.failures,
            candidateCalls: candidate.calls
        )
        if let closed = builder?.take(batch, seconds: seconds) { judge(closed) }
    }

    private mutating func judge(_ closed: BatchBuilder.Closed) {
        evidence.take(errors: closed.batch, seconds: closed.seconds)
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

extension Timestamp {
    /// The next whole multiple of a period, or this point itself when it is one.
    fileprivate func roundedUp(to period: Duration) -> Timestamp {
        let step = max(1, period.wholeMilliseconds)
        let rest = ((millisecondsSince1970 % step) + step) % step
        return rest == 0
            ? self : Timestamp(millisecondsSince1970: millisecondsSince1970 + step - rest)
    }
}
