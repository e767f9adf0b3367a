// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// No credentials, and the reason; told when somebody needs them, not before.
public struct RefusedCredentials: CredentialProvider {
    /// Why there are none and what to do.
    public let reason: String

    /// Makes a provider that always refuses.
    public init(_ reason: String) { self.reason = reason }

    /// There is nothing to have anew.
    public var isRenewable: Bool { false }

    /// Always refuses.
    public func credentials() async throws(AWSFailure) -> AWSCredentials {
        throw AWSFailure(kind: .notSent, code: "NoCredentials", message: reason)
    }
}
