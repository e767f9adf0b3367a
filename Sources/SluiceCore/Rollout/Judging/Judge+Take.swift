// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

extension Judge {
    /// Takes a cumulative reading: what it adds to what is known becomes evidence.
    mutating func take(_ observation: Observation, at: Timestamp) {
        let isProbe = observation.source == .probes
        let askedAt = observation.askedAt ?? at
        let seenBy = readAt.map { min(askedAt, $0.advanced(by: period)) }
        if !isProbe {
            note(observation, at: at)
            lookForWholeWindow()
        }
        if thresholds == nil { thresholds = observation.thresholds }
        for window in observation.windows.sorted(by: { $0.start < $1.start }) {
            let addition = addition(of: window, isProbe: isProbe)
            guard !addition.isEmpty else { continue }
            // Sluice's own calls do not show that those of users would be seen.
            if !isProbe, addition.tellsOfCalls { (heardAt, hasHeard) = (at, true) }
            if !isProbe, let seenBy { measureLateness(of: addition, by: seenBy) }
            count(addition)
            judge(addition)
        }
        if !isProbe { settle(observation, askedAt: askedAt) }
        if !isProbe, let until { age(until: until) }
        if !isProbe {
            let told = [until, toldUntil].compactMap(\.self).max()
            earlySince = early.holds(against: evidence) ? earlySince ?? told : nil
        }
        forgetOldWindows()
    }

    /// Whether a window grew that was complete by what is known of the lag: then it is longer than that.
    ///
    /// What was not there at the reading before came at most a period after that one, as far as anybody
    /// can tell: a machine that slept between the two has measured nothing of the time that it slept.
    private mutating func measureLateness(of addition: Addition, by seenBy: Timestamp) {
        let end = addition.start.advanced(by: period)
        guard let settledUntil, end <= settledUntil,
            addition.stable != Counts() || addition.candidate != Counts()
        else { return }
        lateness = min(Limits.latenessMax, max(lateness, end.duration(to: seenBy)))
    }

    private mutating func note(_ observation: Observation, at: Timestamp) {
        readAt = at
        until = max(until ?? observation.until, observation.until)
        // Windows may be told of which not all sources were read yet.
        if let last = observation.windows.map(\.start).max() {
            let end = last.advanced(by: period)
            toldUntil = max(toldUntil ?? end, end)
        }
    }

    /// Until where the counts are complete, by the lag as it is known now.
    private mutating func settle(_ observation: Observation, askedAt: Timestamp) {
        let settling = max(terms.settling, lateness)
        let settled = min(observation.until, askedAt.advanced(by: .zero - settling))
        settledUntil = max(settledUntil ?? settled, settled)
    }

    /// What is held is what was taken: a reading that is older than it adds nothing, and takes
    /// nothing away that the next one would then add again.
    private mutating func addition(
        of window: Observation.Window,
        isProbe: Bool
    ) -> Addition {
        let place = Place(start: window.start, isProbe: isProbe)
        let known = windows[place] ?? Observation.Window(start: window.start)
        let stable = window.stable.beyond(known.stable)
        let candidate = window.candidate.beyond(known.candidate)
        if window.stable.failures < known.stable.failures
            || window.candidate.failures < known.candidate.failures
            || window.stable.calls < known.stable.calls
            || window.candidate.calls < known.candidate.calls
        {
            takenBack += 1
        }
        var held = known
        held.stable += stable
        held.candidate += candidate
        let slow = Self.slow(window.latency, beyond: known.latency, &held)
        let throttles = Self.throttles(window.throttles, beyond: known.throttles, &held)
        windows[place] = held
        return Addition(
            start: window.start,
            isProbe: isProbe,
            stable: stable,
            candidate: candidate,
            slow: slow,
            throttles: throttles,
            held: held
        )
    }

    private static func slow(
        _ read: Observation.Latency?,
        beyond known: Observation.Latency?,
        _ held: inout Observation.Window
    ) -> Observation.Latency? {
        guard let read else { return nil }
        let known = known ?? Observation.Latency()
        let added = Observation.Latency(
            stable: read.stable.beyond(known.stable),
            candidate: read.candidate.beyond(known.candidate)
        )
        guard added != Observation.Latency() else { return nil }
        let all = Observation.Latency(
            stable: known.stable + added.stable,
            candidate: known.candidate + added.candidate
        )
        held.latency = all
        return Observation.Latency(
            stable: added.stable.among(all.stable),
            candidate: added.candidate.among(all.candidate)
        )
    }

    private static func throttles(
        _ read: Observation.Throttles?,
        beyond known: Observation.Throttles?,
        _ held: inout Observation.Window
    ) -> Observation.Throttles? {
        guard let read else { return nil }
        let known = known ?? Observation.Throttles()
        let added = Observation.Throttles(
            stable: max(0, read.stable - known.stable),
            candidate: max(0, read.candidate - known.candidate),
            function: read.function?.beyond(known.function ?? Counts())
        )
        guard added.stable > 0 || added.candidate > 0 || (added.function ?? Counts()) != Counts()
        else { return nil }
        held.throttles = Observation.Throttles(
            stable: known.stable + added.stable,
            candidate: known.candidate + added.candidate,
            function: (known.function ?? Counts()) + (added.function ?? Counts())
        )
        return added
    }

    /// Totals, and what needs no constant weight.
    private mutating func count(_ addition: Addition) {
        if addition.isProbe {
            probed += addition.candidate
            stableProbed += addition.stable
        } else {
            stable += addition.stable
            candidate += addition.candidate
        }
        if let throttled = addition.throttles?.function {
            throttledMinutes[addition.start.floored(to: .seconds(60)), default: Counts()] +=
                throttled
        }
        early.take(
            failures: addition.candidate.failures,
            calls: addition.candidate.calls,
            retryFactor: terms.retryFactor
        )
        if let slow = addition.slow, !isWarming(addition.start) {
            early.take(slow: slow.candidate.p99, calls: slow.candidate.calls)
        }
    }

    /// Whether a window has any of the first 60 s after an increase of the weight in it.
    private func isWarming(_ start: Timestamp) -> Bool {
        segments.contains { $0.warmUp.overlaps(start..<start.advanced(by: period)) }
    }

    mutating func judge(_ addition: Addition) {
        guard let place = segments.lastIndex(where: { $0.holds(addition.start, period) }) else {
            return keep(addition)
        }
        let isPresent = place == segments.count - 1
        if isPresent || (segments[place].isRamp && segments[segments.count - 1].mayBeRamp) {
            candidateOfStep += addition.candidate
            stableOfStep += addition.stable
            early.takeOfStep(calls: addition.candidate.calls, seconds: 0)
        }
        if !addition.isProbe { judged += addition.candidate }
        let seconds = addition.isProbe ? 0 : age(upTo: addition.start.advanced(by: period))
        let batch = addition.failed
        if addition.isProbe {
            let closed = segments[place].probes.take(batch, seconds: 1)
            if let closed { take(closed, of: place, slow: nil, throttled: nil) }
            return
        }
        // A ramp's windows may hold two weights, which is no wrong share.
        if segments[place].isPure(addition.start, period) {
            segments[place].share.take(
                Batch(stableCalls: addition.stable.calls, candidateCalls: addition.candidate.calls)
            )
        }
        if let slow = addition.slow, !isWarming(addition.start) {
            let counts = LatencyEvidence.Counts(stable: slow.stable, candidate: slow.candidate)
            segments[place].slow = segments[place].slow.map { $0 + counts } ?? counts
        }
        if let throttles = addition.throttles {
            let throttled = addition.throttled(throttles)
            segments[place].throttled =
                segments[place].throttled.map { $0 + throttled } ?? throttled
        }
        if let closed = segments[place].builder.take(batch, seconds: seconds) {
            take(closed, of: place)
        } else if !isPresent || segments[place].to != nil {
            // Nothing more will close a batch of a segment that is over.
            finishBatches(of: place)
        }
    }

    /// Judges what a segment has that makes no whole batch.
    mutating func finishBatches(of place: Int) {
        if let closed = segments[place].probes.finish() {
            take(closed, of: place, slow: nil, throttled: nil)
        }
        let closed = segments[place].builder.finish()
        guard closed != nil || segments[place].slow != nil || segments[place].throttled != nil
        else { return }
        take(closed ?? .init(batch: Batch(), seconds: 0), of: place)
    }

    private mutating func take(_ closed: BatchBuilder.Closed, of place: Int) {
        let segment = segments[place]
        segments[place].slow = nil
        segments[place].throttled = nil
        take(closed, of: place, slow: segment.slow, throttled: segment.throttled)
    }

    private mutating func take(
        _ closed: BatchBuilder.Closed,
        of place: Int,
        slow: LatencyEvidence.Counts?,
        throttled: Batch?
    ) {
        let segment = segments[place]
        evidence.take(
            errors: closed.batch,
            of: segment.mode,
            latency: segment.isRamp ? nil : slow,
            throttles: segment.isRamp ? nil : throttled,
            seconds: closed.seconds,
            retryFactor: terms.retryFactor
        )
        if !segment.isRamp { early.compare(closed.batch, retryFactor: terms.retryFactor) }
        let swapped = Batch(
            candidateFailures: closed.batch.stableFailures,
            candidateCalls: closed.batch.stableCalls
        )
        baseline.take(
            swapped,
            of: .absolute(p0: terms.acceptedRate),
            seconds: closed.seconds,
            retryFactor: terms.retryFactor
        )
        noteCrossing(isAbsolute: segment.isAbsolute)
    }

    private mutating func noteCrossing(isAbsolute: Bool) {
        guard crossing == nil, evidence.isDecided(alpha: terms.alpha) else { return }
        let kind: Reason.Kind =
            switch evidence.dominant {
            case .errors: .errors
            case .latency: .latency
            case .throttles: .throttles
            }
        crossing = Crossing(kind: kind, isAbsolute: isAbsolute && kind == .errors)
    }

    // MARK: time

    /// How many seconds the copies age up to here.
    private mutating func age(upTo end: Timestamp) -> Int {
        let before = agedUntil ?? segments.first?.from ?? end
        agedUntil = max(before, end)
        let seconds = max(0, Int(before.duration(to: end).inSeconds))
        early.takeOfStep(calls: 0, seconds: seconds)
        return seconds
    }

    /// Silence ages the copies too.
    private mutating func age(until end: Timestamp) {
        let seconds = age(upTo: end)
        guard seconds > 0, let last = segments.indices.last else { return }
        if let closed = segments[last].builder.take(Batch(), seconds: seconds) {
            take(closed, of: last)
        }
    }

    private mutating func forgetOldWindows() {
        // Some at a time: each time they are sorted.
        if windows.count >= Limits.windowsMax + Limits.windowsAtOnce {
            let places = windows.keys.sorted { $0.start < $1.start }
            for place in places.prefix(windows.count - Limits.windowsMax) { windows[place] = nil }
        }
        if throttledMinutes.count > Limits.throttledMinutesMax,
            let oldest = throttledMinutes.keys.min()
        {
            throttledMinutes[oldest] = nil
        }
    }
}
