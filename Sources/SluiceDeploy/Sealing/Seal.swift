// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import SluiceBase

/// Turns a looked-up value into a keyed hash, so that a journal can tell that it changed and
/// nobody can read what it is.
struct Seal: Sendable {
    private let key: SymmetricKey

    /// How a sealed value begins.
    static let mark = "sealed:"

    /// A key that nobody else has.
    static func newKey() -> [UInt8] {
        SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }

    init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// The stand-in for a value: equal for equal values, and of no use without them.
    func sealed(_ value: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(value.utf8), using: key)
        return Self.mark + String(hexadecimal: code.prefix(16))
    }
}
