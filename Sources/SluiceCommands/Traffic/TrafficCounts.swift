// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// What became of the calls that `traffic` made: its JSON and its summary.
struct TrafficCounts: Hashable, Encodable, Sendable {
    /// One version's calls.
    struct OfVersion: Hashable, Encodable, Sendable {
        /// Calls that this version ran.
        var calls = 0
        /// Those that ended with a function error.
        var failed = 0
    }

    /// How one call ended.
    enum Ending: Hashable, Sendable {
        /// The function ran as this version, and failed or not.
        case ran(version: String, isFailure: Bool)
        /// An answer that is none of the function's: 404, 403.
        case refused
        /// No answer, 429 or 5xx.
        case dropped
    }

    /// Calls that were made.
    var sent = 0
    /// Calls that had an answer, a function's error included.
    var answered = 0
    /// Calls that ended with a function error, or were refused.
    var failed = 0
    /// Calls without an answer, and those with 429 or 5xx.
    var dropped = 0
    /// The executed versions.
    var byVersion: [String: OfVersion] = [:]

    /// Counts one call.
    mutating func count(_ ending: Ending) {
        sent += 1
        switch ending {
        case .dropped:
            dropped += 1
        case .refused:
            answered += 1
            failed += 1
        case .ran(let version, let isFailure):
            answered += 1
            byVersion[version, default: OfVersion()].calls += 1
            guard isFailure else { return }
            failed += 1
            byVersion[version, default: OfVersion()].failed += 1
        }
    }

    /// The versions in their order, with their calls.
    var versions: [(name: String, of: OfVersion)] {
        byVersion.sorted { left, right in
            (Version(left.key) ?? .latest, left.key) < (Version(right.key) ?? .latest, right.key)
        }.map { ($0.key, $0.value) }
    }
}
