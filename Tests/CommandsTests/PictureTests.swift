// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SluiceCommands

@Suite struct PictureTests {
    @Test func `a picture is drawn over the one before`() {
        var picture = Picture()
        #expect(picture.redraw(["a", "b"], rows: 24) == "a\u{1b}[K\nb\u{1b}[K\n\u{1b}[J")
        #expect(picture.redraw(["c"], rows: 24) == "\u{1b}[2A\rc\u{1b}[K\n\u{1b}[J")
        #expect(picture.redraw(["d"], rows: 24).hasPrefix("\u{1b}[1A\r"))
    }

    @Test func `a picture is never higher than the terminal`() {
        var picture = Picture()
        #expect(picture.redraw(["a", "b", "c"], rows: 2) == "a\u{1b}[K\nb\u{1b}[K\n\u{1b}[J")
        #expect(picture.redraw(["a"], rows: 2).hasPrefix("\u{1b}[2A\r"))
    }
}
