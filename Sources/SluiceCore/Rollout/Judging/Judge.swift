// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceStats

/// What the observations say: a fold over readings, with the evidence of `SluiceStats`.
///
/// Failed calls count from the first. A window is judged in the segment that it lies in as a
/// whole; one that overlaps a change of weight is left out of the comparison, because two weights
/// in one batch break its guarantee. Where the steps are a ramp, the candidate's calls are judged
/// by themselves, which needs no constant weight: then no window is left out. Where somebody else
/// shifts, `Judge+Length.swift` tells the two apart.
public struct Judge: Hashable, Sendable {
    /// What it was told before the first call.
    public let terms: Terms
    /// The evidence against the candidate.
    public internal(set) var evidence = CombinedEvidence()
    /// The evidence that a step may end before its bake.
    public internal(set) var early: EarlyPromotion
    /// What pushed the evidence over 1/alpha; `nil` while nothing did.
    public internal(set) var crossing: Crossing?
    /// The candidate's calls that a test of failed calls took; Sluice's own probes are not among
    /// them, and neither are those of a window with two weights that was compared nowhere.
    public internal(set) var judged = Counts()
    /// All calls of the stable version that were read; Sluice's own probes are not among them.
    public internal(set) var stable = Counts()
    /// All calls of the candidate that were read; Sluice's own probes are not among them.
    public internal(set) var candidate = Counts()
    /// The candidate's calls in the present segment, or in the ramp that it belongs to; with probes.
    public internal(set) var candidateOfStep = Counts()
    /// The stable version's calls in the present segment; with probes.
    public internal(set) var stableOfStep = Counts()
    /// Sluice's own calls to the candidate.
    public internal(set) var probed = Counts()
    /// Sluice's own calls to the stable version.
    public internal(set) var stableProbed = Counts()
    /// What slow calls are held against, once that is known.
    public internal(set) var thresholds: LatencyThresholds?
    /// The end of the last period that had ended when it was read.
    public internal(set) var until: Timestamp?
    /// Until here the counts were complete when they were read last.
    public internal(set) var settledUntil: Timestamp?
    /// How long after its end a window that counted as complete still grew: the lag as it was
    /// measured, at most `Limits.latenessMax`; zero while none did.
    public internal(set) var lateness = Duration.zero
    /// When the last reading was taken.
    public internal(set) var readAt: Timestamp?
    /// When a reading last showed any new call, or a segment began.
    public internal(set) var heardAt: Timestamp?
    /// Whether any call was ever read.
    public internal(set) var hasHeard = false
    /// Since when, in read time, a step may end before its bake by what was shown.
    public internal(set) var earlySince: Timestamp?
    /// How many counts a later reading took back; they stay as they were.
    public internal(set) var takenBack = 0

    var windows: [Place: Observation.Window] = [:]
    var segments: [Segment] = []
    /// What was read of a segment of which nobody knows yet how it is judged.
    var waiting: [Addition] = []
    /// The end of the last window that has any count, which may lie after `until`.
    var toldUntil: Timestamp?
    /// Until here the copies of the evidence have aged.
    var agedUntil: Timestamp?
    /// The stable version by itself, for when it fails too much to be compared with.
    var baseline = ErrorEvidence()
    /// The whole function's throttled calls, by the minute.
    var throttledMinutes: [Timestamp: Counts] = [:]

    /// Starts without evidence.
    public init(_ terms: Terms) {
        self.terms = terms
        early = EarlyPromotion(cap: terms.cap, comparesRates: terms.comparesEarly)
        thresholds = terms.thresholds
    }

    var period: Duration { .seconds(terms.period) }

    /// Begins a segment: the candidate has this weight since `at`, the acknowledgement of the write.
    ///
    /// `isRamp` is `nil` where somebody else shifts and nobody knows when next.
    mutating func begin(_ weight: Weight, at: Timestamp, isRamp: Bool?) {
        end(at: at)
        // Minutes overlap until 5 s after the acknowledgement: AWS's hosts follow one by one.
        let settled = terms.period > 1 ? at.advanced(by: .seconds(5)) : at
        let pureFrom = settled.roundedUp(to: period)
        let isIncrease = weight > segments.last?.builder.weight ?? .none
        early.beginStep()
        earlySince = nil
        segments.append(
            Segment(
                begunAt: at,
                from: pureFrom,
                pureFrom: pureFrom,
                mode: weight > .percent(75) ? .absolute(p0: terms.acceptedRate) : .compare,
                length: .unknown,
                warmUp: at..<(isIncrease ? at.advanced(by: Limits.warmUp) : at),
                builder: BatchBuilder(weight: weight),
                share: ShareEvidence(weight: weight)
            )
        )
        if segments.count > Limits.segmentsMax { segments.removeFirst() }
        if let isRamp { settle(isRamp ? .ramp : .whole) }
        heardAt = at
    }

    /// Ends the present segment: a write that changes the weight is on its way.
    ///
    /// What makes no whole batch yet is judged as it is.
    mutating func end(at: Timestamp) {
        guard let last = segments.indices.last, segments[last].to == nil else { return }
        segments[last].to = at
        if segments[last].length == .unknown {
            settle(segments[last].from.advanced(by: period) <= at ? .whole : .ramp)
        }
        finishBatches(of: last)
    }

    /// Looks at the shares afresh: they were not what the weight said, and that is put right.
    mutating func renewShare() {
        guard let last = segments.indices.last else { return }
        segments[last].share = ShareEvidence(weight: segments[last].builder.weight)
    }

    /// Goes on with the last segment: the write had no effect.
    mutating func reopen() {
        guard let last = segments.indices.last else { return }
        segments[last].to = nil
    }

    /// The judge as it would be if the present segment ended now, with what makes no batch yet.
    var concluded: Judge {
        var judge = self
        if let last = judge.segments.indices.last { judge.finishBatches(of: last) }
        return judge
    }

    /// Whether calls in the present segment are not shared as its weight says.
    public var isShareMismatch: Bool { segments.last?.share.isMismatch ?? false }

    /// Whether the stable version fails more than is accepted, and the comparison is quiet.
    public var isBaselineUnhealthy: Bool {
        baseline.log10 >= 2 && evidence.verdict(alpha: terms.alpha) == .continue
    }

    /// Whether the whole function was throttled too much in the last two whole minutes.
    public var isThrottledTooMuch: Bool {
        guard let until else { return false }
        let end = max(until, toldUntil ?? until).floored(to: .seconds(60))
        return [60, 120].allSatisfy { back in
            let counts = throttledMinutes[end.advanced(by: .seconds(-back))] ?? Counts()
            return counts.calls > 0 && counts.rate > terms.throttleLimit
        }
    }

    /// How many failures of the candidate in a row, the stable version clean, roll back from here on.
    func failuresNeeded(at weight: Weight) -> Int? {
        evidence.failuresNeeded(at: weight, alpha: terms.alpha, retryFactor: terms.retryFactor)
    }

    /// The candidate's calls by window, Sluice's own left out; the newest ones of a long rollout.
    var candidateWindows: [Timestamp: Counts] {
        var counts: [Timestamp: Counts] = [:]
        for (place, window) in windows where !place.isProbe {
            counts[place.start] = window.candidate
        }
        return counts
    }

    /// The start of the first window of the present segment.
    public var judgedFrom: Timestamp? { segments.last?.from }

    /// Whether the present segment has no stable version to compare with.
    public var isAbsolute: Bool { segments.last?.isAbsolute ?? false }

    /// What is known now, for a decision or a picture: also what makes no batch yet, as it is when a
    /// step is left or held.
    public var snapshot: Evidence {
        let evidence = concluded.evidence
        return Evidence(
            log10: evidence.isDecided(alpha: terms.alpha) ? evidence.peak : evidence.log10,
            stable: stable,
            candidate: candidate,
            errors: evidence.errors.log10,
            latency: evidence.latency.log10,
            throttles: evidence.throttles.log10,
            early: early.log10
        )
    }
}
