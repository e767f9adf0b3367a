// SPDX-License-Identifier: Apache-2.0
import Glibc
import NIOCore

extension HTTPSender {
    /// Whether the error can only come from connecting, before anything is written.
    static func isOfConnecting(_ error: any Error) -> Bool {
        guard let error = error as? IOError else { return false }
        return [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL].contains(error.errnoCode)
    }

    /// The system's words for what went wrong: `connection refused`.
    static func reason(of error: IOError) -> String {
        String(cString: strerror(error.errnoCode)).lowercased()
    }
}
