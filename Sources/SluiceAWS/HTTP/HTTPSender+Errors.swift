// SPDX-License-Identifier: Apache-2.0
import Glibc
import NIOCore
import NIOSSL

/// Which errors come before anything is written.
extension HTTPSender {
    /// Whether the error can only come from connecting.
    static func isOfConnecting(_ error: any Error) -> Bool {
        guard let error = error as? IOError else { return false }
        return [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL].contains(error.errnoCode)
    }

    /// Whether the error can only come from the beginning of TLS.
    static func isOfTrust(_ error: any Error) -> Bool {
        switch error {
        case is NIOSSLExtraError, NIOSSLError.handshakeFailed, NIOSSLError.failedToLoadCertificate,
            NIOSSLError.noSuchFilesystemObject, NIOSSLError.noCertificateToValidate,
            NIOSSLError.unableToValidateCertificate, BoringSSLError.unknownError,
            BoringSSLError.invalidSNIName:
            true
        default: false
        }
    }

    /// The system's words for what went wrong: `connection refused`.
    static func reason(of error: IOError) -> String {
        String(cString: strerror(error.errnoCode)).lowercased()
    }
}
