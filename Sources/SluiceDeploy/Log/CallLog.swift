// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// Counts the calls of a function's versions by what the platform reports of each in the log.
///
/// A call is counted when its report is there, with its failure and its duration in one: they
/// cannot arrive apart. A request id that Lambda tries again is one call.
struct CallLog: Sendable {
    let logs: VersionLogs

    /// A call that has ended.
    struct Call: Hashable, Sendable {
        var version: Version
        var request: String
        /// When it ended.
        var at: Timestamp
        var milliseconds: Double?
        var hasFailed: Bool
    }

    /// The beginnings, the ends, and what the runtimes write of a failed call.
    private static let pattern =
        "?\"START RequestId\" ?\"REPORT RequestId\" ?\"platform.start\" ?\"platform.report\" "
        + "?\"[ERROR]\" ?errorMessage ?\"Task timed out\" ?\"Runtime exited\""

    /// The calls that ended in a stretch of time, in the order of their ends, and until when these
    /// are all of them.
    func calls(
        from: Timestamp,
        to: Timestamp,
        without own: Set<String>
    ) async throws(AWSFailure) -> (calls: [Call], until: Timestamp) {
        // A call that failed says so before its report, which may lie in the window before.
        let pages = try await logs.records(
            from: from.advanced(by: .zero - logs.longestCall),
            to: to,
            matching: Self.pattern
        )
        let records = pages.records
        var current: [String: String] = [:]
        var failed: Set<String> = []
        var ended: [String: Call] = [:]
        for record in records {
            if let request = record.started {
                current[record.stream] = request
            } else if let report = record.report {
                guard !own.contains(report.request) else { continue }
                let call = Call(
                    version: record.version,
                    request: report.request,
                    at: record.at,
                    milliseconds: report.milliseconds,
                    hasFailed: report.hasFailed
                )
                if ended[report.request] == nil { ended[report.request] = call }
            } else if ErrorReader.error(in: record.text) != nil,
                let request = record.request ?? current[record.stream]
            {
                failed.insert(request)
            }
        }
        let calls = ended.values.filter { $0.at >= from }.map { call in
            var call = call
            call.hasFailed = call.hasFailed || failed.contains(call.request)
            return call
        }
        return (calls.sorted { ($0.at, $0.request) < ($1.at, $1.request) }, pages.until)
    }
}
