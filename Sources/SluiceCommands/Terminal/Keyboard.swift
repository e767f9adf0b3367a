// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// The terminal's keyboard, read key by key while a live view stands.
///
/// Whatever way the program goes, `restore()` gives the terminal back as it was.
enum Keyboard {
    /// How the terminal was set before; `nil` while it is as it was.
    private static let saved = Mutex<termios?>(nil)

    /// Hides the cursor, and lets keys come through without Return and without an echo.
    ///
    /// Ctrl-C and Ctrl-Z stay what they are. It may be called again and again: a shell sets the
    /// terminal back while the program is stopped. In the background the terminal is another's.
    static func take() {
        var present = termios()
        guard isOurs, tcgetattr(STDIN_FILENO, &present) == 0 else { return }
        let asked = tcflag_t(ICANON | ECHO)
        let isFirst = saved.withLock { saved in
            defer { saved = saved ?? present }
            return saved == nil
        }
        guard isFirst || present.c_lflag & asked != 0 else { return }
        present.c_lflag &= ~asked
        tcsetattr(STDIN_FILENO, TCSANOW, &present)
        Console.write("\u{1b}[?25l", to: STDERR_FILENO)
    }

    /// Whether this process is in the terminal's foreground.
    private static var isOurs: Bool {
        isatty(STDIN_FILENO) == 1 && tcgetpgrp(STDIN_FILENO) == getpgrp()
    }

    /// Gives the terminal back; does nothing when it was not taken.
    static func restore() {
        let before = saved.withLock { saved in
            defer { saved = nil }
            return saved
        }
        guard var before else { return }
        tcsetattr(STDIN_FILENO, TCSANOW, &before)
        Console.write("\u{1b}[?25h", to: STDERR_FILENO)
    }

    /// The keys that were pressed since the last look; does not wait.
    static func keys() -> [Character] {
        var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard saved.withLock({ $0 != nil }), isOurs, poll(&ready, 1, 0) > 0,
            ready.revents & Int16(POLLIN) != 0
        else { return [] }
        var bytes = [UInt8](repeating: 0, count: Limits.keysAtOnce)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        return count > 0 ? Array(String(decoding: bytes[..<count], as: UTF8.self)) : []
    }
}
