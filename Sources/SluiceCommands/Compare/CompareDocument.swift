// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceStats

/// What `compare` prints with `--output json`.
struct CompareDocument: Hashable, Encodable, Sendable {
    /// Between what the true rate lies, in 95 of 100 cases.
    struct Interval: Hashable, Encodable, Sendable {
        var low: Double
        var high: Double
    }

    /// One version, the stable one first.
    struct Row: Hashable, Encodable, Sendable {
        var version: String
        var weight: Double
        var calls: Int
        var failed: Int
        var rate: Double
        var interval: Interval
        /// Milliseconds by quantile.
        var latency: [String: Double]
    }

    var function: String
    var alias: String?
    var from: String
    var until: String
    var period: Int
    var versions: [Row]
    /// Calls of periods around a shift, or of which nobody knows who answered them.
    var leftOut: Int
    var log10: Double
    /// The same of each metric that is judged, by `errors`, `latency` and `throttles`.
    var metrics: [String: Double]
    /// `notCompared` where one of two versions was not called, or there is one only, or the candidate
    /// had too few calls for anything to be said for it.
    var verdict: String

    init(_ comparison: VersionComparison, of site: Site, alpha: Double) {
        self.init(comparison, function: site.function, alias: site.alias, alpha: alpha)
    }

    init(_ comparison: VersionComparison, function: String, alias: String?, alpha: Double) {
        self.function = function
        self.alias = alias
        from = comparison.from.iso8601
        until = comparison.until.iso8601
        period = comparison.period
        versions = ([comparison.stable] + [comparison.candidate].compactMap(\.self)).map { side in
            let counts = side.counts
            let interval = RateInterval(failures: counts.failures, calls: counts.calls)
            return Row(
                version: side.version.name,
                weight: side.weight.fraction,
                calls: counts.calls,
                failed: counts.failures,
                rate: counts.rate,
                interval: Interval(low: interval.low, high: interval.high),
                latency: side.latency
            )
        }
        log10 = comparison.evidence.log10
        metrics = Dictionary(
            uniqueKeysWithValues: comparison.judged.map { metric in
                switch metric {
                case .errors: ("errors", comparison.evidence.errors.log10)
                case .latency: ("latency", comparison.evidence.latency.log10)
                case .throttles: ("throttles", comparison.evidence.throttles.log10)
                }
            }
        )
        leftOut = comparison.leftOut
        let found = comparison.evidence.verdict(alpha: alpha)
        let isEnough =
            (comparison.candidate?.counts.calls ?? 0) >= SluiceCore.Limits.judgedCallsMin
        verdict =
            comparison.isCompared && (isEnough || found != .continue)
            ? found.rawValue : "notCompared"
    }
}
