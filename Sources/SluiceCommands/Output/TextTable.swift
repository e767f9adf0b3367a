// SPDX-License-Identifier: Apache-2.0

/// Rows of cells as a terminal shows them: every column as wide as its widest cell, the last one
/// cut where the terminal ends.
///
/// ```swift
/// TextTable(["version", "aliases"], rows: [["41", "live 100 %"]]).text(width: 80)
/// ```
struct TextTable: Hashable, Sendable {
    /// How a column's cells stand.
    enum Alignment: Hashable, Sendable { case left, right }

    /// The headings.
    var headings: [String]
    /// The rows; each has as many cells as there are headings.
    var rows: [[String]]
    /// Columns that stand to the right: numbers.
    var right: Set<Int>

    /// Makes a table.
    init(_ headings: [String], rows: [[String]], right: Set<Int> = []) {
        self.headings = headings
        self.rows = rows
        self.right = right
    }

    /// The table's lines, each at most `width` columns wide.
    func lines(width: Int) -> [String] {
        let widths = headings.indices.map { column in
            ([headings] + rows).map { CellWidth.of($0[column]) }.max() ?? 0
        }
        return ([headings] + rows).map { row in
            let cells = row.indices.map { column in
                CellWidth.pad(row[column], to: widths[column], right: right.contains(column))
            }
            let line = cells.joined(separator: "  ")
            let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) }
            return CellWidth.clip(String(line[..<(end ?? line.startIndex)]), to: width)
        }
    }

    /// The lines as one text.
    func text(width: Int) -> String { lines(width: width).joined(separator: "\n") }
}
