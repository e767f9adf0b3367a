// SPDX-License-Identifier: Apache-2.0

/// The seconds of one metric in one unit, ascending.
struct MetricSeries: Sendable {
    private(set) var seconds: [Int64] = []
    private(set) var samples: [MetricSample] = []
    /// The seconds that changed since they were last asked for.
    private var changed: Set<Int64> = []
    /// What is older is kept by the minute.
    private var fineFrom = Int64.min

    /// Whether nothing changed since that was last asked.
    var isUnchanged: Bool { changed.isEmpty }

    /// Adds to a second; whether that is the first change since changes were last asked for.
    mutating func add(_ sample: MetricSample, at second: Int64) -> Bool {
        let second = second < fineFrom ? second - second.remainder(by: 60) : second
        let index = firstIndex(from: second)
        if index < seconds.count, seconds[index] == second {
            samples[index].merge(sample)
        } else {
            seconds.insert(second, at: index)
            samples.insert(sample, at: index)
        }
        defer { changed.insert(second) }
        return changed.isEmpty
    }

    /// Puts a second's sample in the place of what is there.
    mutating func set(_ sample: MetricSample, at second: Int64) {
        let index = firstIndex(from: second)
        if index < seconds.count, seconds[index] == second {
            samples[index] = sample
        } else {
            seconds.insert(second, at: index)
            samples.insert(sample, at: index)
        }
    }

    /// Keeps older seconds by the minute, and forgets what is older still.
    mutating func compact(finerThan fine: Int64, forgetting old: Int64) {
        let fine = fine - fine.remainder(by: 60)
        guard let first = seconds.first, first < old || fine > fineFrom else { return }
        let end = firstIndex(from: fine)
        var minutes: [Int64] = []
        var merged: [MetricSample] = []
        for index in firstIndex(from: old)..<max(end, firstIndex(from: old)) {
            let minute = seconds[index] - seconds[index].remainder(by: 60)
            if minutes.last == minute {
                merged[merged.count - 1].merge(samples[index])
                changed.insert(minute)
            } else {
                if minute != seconds[index] { changed.insert(minute) }
                minutes.append(minute)
                merged.append(samples[index])
            }
        }
        seconds.replaceSubrange(..<end, with: minutes)
        samples.replaceSubrange(..<end, with: merged)
        fineFrom = max(fineFrom, fine)
    }

    /// Forgets this many of the oldest.
    mutating func forget(first count: Int) {
        seconds.removeFirst(min(count, seconds.count))
        samples.removeFirst(min(count, samples.count))
    }

    /// What changed since this was last asked.
    mutating func takeChanges() -> [(second: Int64, sample: MetricSample)] {
        defer { changed.removeAll() }
        return changed.sorted().compactMap { second in
            let index = firstIndex(from: second)
            guard index < seconds.count, seconds[index] == second else { return nil }
            return (second, samples[index])
        }
    }

    /// The first index whose second is not earlier.
    func firstIndex(from second: Int64) -> Int {
        if let last = seconds.last, last < second { return seconds.count }
        var (low, high) = (0, seconds.count)
        while low < high {
            let middle = (low + high) / 2
            if seconds[middle] < second { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Int64 {
    /// What is over after whole multiples of a divisor, never negative.
    func remainder(by divisor: Int64) -> Int64 {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
