// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// The summary of a load as a terminal shows it.
enum TrafficText {
    /// The counts, then a line a version.
    static func text(_ counts: TrafficCounts, width: Int) -> String {
        let head =
            "\(Numbers.grouped(counts.sent)) sent, \(Numbers.grouped(counts.answered)) answered, "
            + "\(Numbers.grouped(counts.failed)) failed, \(Numbers.grouped(counts.dropped)) dropped"
        guard !counts.byVersion.isEmpty else { return head }
        let rows = counts.versions.map { name, of in
            [
                name == "$LATEST" ? name : "v\(name)", Numbers.grouped(of.calls),
                Numbers.grouped(of.failed),
                Numbers.percent(Double(of.calls) / Double(max(1, counts.answered))),
            ]
        }
        let table = TextTable(
            ["version", "calls", "failed", "share"],
            rows: rows,
            right: [1, 2, 3]
        )
        return head + "\n\n" + table.text(width: width)
    }
}
