// SPDX-License-Identifier: Apache-2.0

/// The seconds of one metric, ascending.
struct MetricSeries: Sendable {
    private(set) var seconds: [Int64] = []
    private(set) var samples: [MetricSample] = []

    /// Adds to a second and returns what it then has in all.
    mutating func add(_ sample: MetricSample, at second: Int64) -> MetricSample {
        let index = firstIndex(from: second)
        if index < seconds.count, seconds[index] == second {
            samples[index].merge(sample)
            return samples[index]
        }
        seconds.insert(second, at: index)
        samples.insert(sample, at: index)
        return sample
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

    /// Forgets what is older.
    mutating func forget(before second: Int64) {
        let index = firstIndex(from: second)
        // Taking many at once keeps the cost of moving the rest small.
        guard index > 256 || index == seconds.count else { return }
        seconds.removeFirst(index)
        samples.removeFirst(index)
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
