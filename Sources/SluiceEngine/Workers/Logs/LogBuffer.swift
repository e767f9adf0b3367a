// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// The lines that wait for the control plane to fetch them.
///
/// When functions write faster than lines are fetched, their lines are dropped and counted; the lines
/// that Lambda itself writes are kept, since their number is bounded by that of invocations.
struct LogBuffer {
    private struct Stream: Hashable {
        var group: String
        var stream: String
    }

    private var lines: [LogLine] = []
    private var bytes = 0
    private var dropped: [Stream: Int] = [:]
    private let bytesMax: Int

    init(bytesMax: Int = Limits.logBytesMax) { self.bytesMax = bytesMax }

    /// Adds a line that a function wrote.
    mutating func add(_ line: LogLine) {
        guard bytes < bytesMax else {
            dropped[Stream(group: line.group, stream: line.stream), default: 0] += 1
            return
        }
        addOwn(line)
    }

    /// Adds a line that Lambda wrote.
    mutating func addOwn(_ line: LogLine) {
        guard bytes < 2 * bytesMax else { return }
        bytes += line.message.utf8.count + Limits.logLineCost
        lines.append(line)
    }

    /// Takes all lines, with a note for every stream that lost some.
    mutating func drain(now: Timestamp) -> [LogLine] {
        let lost = dropped.sorted { ($0.key.group, $0.key.stream) < ($1.key.group, $1.key.stream) }
        defer {
            lines = []
            dropped = [:]
            bytes = 0
        }
        return lines
            + lost.map { stream, count in
                LogLine(
                    group: stream.group,
                    stream: stream.stream,
                    timestamp: now,
                    message: "sluice: \(count) further lines were written too fast and are not kept"
                )
            }
    }
}
