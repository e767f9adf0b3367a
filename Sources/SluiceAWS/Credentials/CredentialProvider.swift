// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// Where credentials come from.
public protocol CredentialProvider: Sendable {
    /// Credentials that are good now; fetched anew before they end.
    ///
    /// - Throws: A failure of kind `notSent` with the code `NoCredentials`, which says what to do.
    func credentials() async throws(AWSFailure) -> AWSCredentials

    /// Whether credentials that end can be had anew from here.
    var isRenewable: Bool { get }
}
