// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Keeps what searches have read, so that the next reading carries on where the last one stopped.
///
/// A reading looks back over several minutes for what arrives late. To read all of that anew each
/// time would take more pages than a busy function's log allows. A new process has to read it once.
actor LogTail {
    /// One search, whatever its time.
    struct Search: Hashable, Sendable {
        var group: String
        var function: String
        var pattern: String
    }

    private var kept: [Search: LogReading] = [:]

    /// What is known of a search from here on.
    func reading(of search: Search, from: Timestamp) -> LogReading {
        guard var known = kept[search], known.trim(to: from) else { return LogReading(from: from) }
        return known
    }

    /// Keeps what was read, for the next reading.
    func keep(_ reading: LogReading, of search: Search) {
        if kept[search] == nil, kept.count >= Limits.keptSearchesMax,
            let oldest = kept.min(by: { $0.value.until < $1.value.until })
        {
            kept[oldest.key] = nil
        }
        kept[search] = reading
    }
}
