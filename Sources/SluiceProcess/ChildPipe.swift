// SPDX-License-Identifier: Apache-2.0
import CSluiceSpawn
import Glibc

/// A pipe whose ends no child inherits by accident; reading from it does not block.
public struct ChildPipe: Sendable {
    /// To read from.
    public let readEnd: Int32
    /// To hand to a child.
    public let writeEnd: Int32

    /// Opens a pipe; `nil` when the system has no descriptor left.
    ///
    /// - Parameter bytes: How much it should hold; the system may give less.
    public init?(holding bytes: Int32 = 0) {
        var ends: [Int32] = [-1, -1]
        guard sluice_pipe(&ends, bytes) == 0 else { return nil }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    /// Closes both ends.
    public func closeBoth() {
        close(readEnd)
        close(writeEnd)
    }
}
