// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SluiceCommands

@Suite struct TextTableTests {
    static let table = TextTable(
        ["version", "calls", "served by"],
        rows: [
            ["v9", "12", "live 90 %"],
            ["v10", "1,234", "live 10 %, a very long alias name that will not fit"],
            ["$LATEST", "0", ""],
        ],
        right: [1]
    )

    @Test(arguments: [40, 80])
    func `columns are as wide as their cells and lines as wide as the terminal`(width: Int) throws {
        try Snapshot.expect(Self.table.text(width: width), "table-\(width)")
    }

    @Test func `wide characters take two columns`() {
        #expect(CellWidth.of("v1 → v2") == 7)
        #expect(CellWidth.of("日本") == 4)
        #expect(CellWidth.pad("日本", to: 6) + "|" == "日本  |")
        #expect(CellWidth.pad("日本", to: 6, right: true) == "  日本")
        #expect(CellWidth.clip("日本語", to: 5) == "日本…")
    }

    @Test(arguments: [(0, ""), (1, "…"), (3, "ab…"), (4, "abcd")])
    func `a text is cut where the line ends`(width: Int, text: String) {
        #expect(CellWidth.clip("abcd", to: width) == text)
    }
}
