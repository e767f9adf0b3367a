// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Bytes of a file, of a pipe or of a text, a piece at a time: memory does not grow with them.
struct ByteFeed {
    private var descriptor: Int32
    private var text: [UInt8]

    /// Bytes from an open file or pipe.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        text = []
    }

    /// Bytes that are there already.
    init(text: String) {
        descriptor = -1
        self.text = Array(text.utf8)
    }

    /// The next piece; empty at the end.
    mutating func next(_ piece: inout [UInt8]) throws {
        guard descriptor >= 0 else {
            piece = text
            text = []
            return
        }
        if piece.count != Limits.judgePiece {
            piece = [UInt8](repeating: 0, count: Limits.judgePiece)
        }
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw JudgeFault(line: 0, String(cString: strerror(errno))) }
            if count < piece.count { piece.removeLast(piece.count - count) }
            return
        }
    }
}
