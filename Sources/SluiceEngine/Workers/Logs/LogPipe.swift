// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The reading end of a worker's standard output and standard error.
///
/// It is not watched by the event loop: it is read when the worker answers, so that no answer overtakes
/// the lines that were written before it, and a few times a second while the worker is busy. So a
/// line costs no wake-up of the loop; the pipe is made large enough for what comes in between.
struct LogPipe: Sendable {
    private let descriptor: Int32

    /// Takes over the reading end of a pipe, which must not block.
    init(readEnd: Int32) { descriptor = readEnd }

    /// Reads what is there now.
    func drain(_ take: (UnsafeRawBufferPointer) -> Void) {
        var left = Limits.logReadBytesMax
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { space in
            while left > 0 {
                let count = read(descriptor, space.baseAddress, space.count)
                guard count > 0 else { return }
                take(UnsafeRawBufferPointer(rebasing: space[..<count]))
                left -= count
            }
        }
    }

    /// Stops reading.
    func close() { Glibc.close(descriptor) }
}
