// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Why a process could not be started.
public struct LaunchFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The program.
    public var path: String
    /// The system's error number.
    public var errorNumber: Int32

    init(path: String, errorNumber: Int32) {
        self.path = path
        self.errorNumber = errorNumber
    }

    /// The system's own words, for example `no such file or directory`.
    public var reason: String { String(cString: strerror(errorNumber)).lowercased() }

    /// `fork/exec /var/task/bootstrap: permission denied`.
    public var description: String { "fork/exec \(path): \(reason)" }
}
