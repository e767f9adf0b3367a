// SPDX-License-Identifier: Apache-2.0

/// Where a layer's package can be fetched, and what it is.
public struct LayerContentLocation: Codable, Hashable, Sendable {
    /// Where the package can be fetched.
    public var location: String?
    /// SHA-256 of the package, in base64.
    public var codeSha256: String?
    /// Bytes of the package.
    public var codeSize: Int?
    /// Who signed the package.
    public var signingProfileVersionArn: String?
    /// How the package was signed.
    public var signingJobArn: String?

    /// Makes one from its parts.
    public init(
        location: String? = nil,
        codeSha256: String? = nil,
        codeSize: Int? = nil,
        signingProfileVersionArn: String? = nil,
        signingJobArn: String? = nil
    ) {
        self.location = location
        self.codeSha256 = codeSha256
        self.codeSize = codeSize
        self.signingProfileVersionArn = signingProfileVersionArn
        self.signingJobArn = signingJobArn
    }
}
