// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How large a terminal is.
struct TerminalSize: Hashable, Sendable {
    /// Columns.
    var width: Int
    /// Lines.
    var height: Int

    /// The size of the terminal behind a descriptor, or of a page where there is none.
    static func of(_ descriptor: Int32) -> TerminalSize {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return TerminalSize(width: 100, height: 50) }
        return TerminalSize(width: Int(size.ws_col), height: Int(size.ws_row))
    }
}
