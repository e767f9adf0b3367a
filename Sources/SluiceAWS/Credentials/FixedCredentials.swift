// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// Keys that were written down: in the environment or in a file.
public struct FixedCredentials: CredentialProvider {
    private let fixed: AWSCredentials

    /// Makes a provider of these keys.
    public init(_ credentials: AWSCredentials) { fixed = credentials }

    /// What was written down stays as it is.
    public var isRenewable: Bool { false }

    /// The keys.
    public func credentials() async throws(AWSFailure) -> AWSCredentials { fixed }
}
