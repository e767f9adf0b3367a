// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
public import SluiceBase
public import SluiceWire

/// Signs requests by AWS's Signature Version 4, in their headers.
///
/// All headers that the request has are signed with it; what is added afterwards is not.
public struct RequestSigner: Sendable {
    /// The service's name in the scope: `lambda`.
    public let service: String
    /// The region's name in the scope.
    public let region: String
    /// Whether `.`, `..` and doubled slashes are taken out of the path, as all services but S3 do.
    public var normalizesPath = true
    /// Whether the path is encoded once more before it is signed, as for all services but S3.
    public var encodesPath = true
    /// Whether the body's hash stands in a header of its own.
    public var hasBodyHeader = false
    /// Whether the session token is signed too.
    public var signsToken = true

    /// Makes a signer for a service in a region.
    public init(service: String, region: String) {
        self.service = service
        self.region = region
    }

    /// Makes a signer by the rules of a service.
    public init(for service: AWSService, region: String) {
        self.init(service: service.signingName, region: region)
        guard service == .s3 else { return }
        normalizesPath = false
        encodesPath = false
        hasBodyHeader = true
    }

    /// Adds the headers that make the request a signed one.
    public func sign(
        _ request: inout WireRequest,
        to host: String,
        with credentials: AWSCredentials,
        at time: Timestamp
    ) {
        request.headers["Host"] = request.headers["Host"] ?? host
        request.headers["X-Amz-Date"] = time.basicText
        if hasBodyHeader { request.headers["X-Amz-Content-Sha256"] = bodyHash(of: request) }
        if signsToken, let token = credentials.sessionToken {
            request.headers["X-Amz-Security-Token"] = token
        }
        let signature = signature(
            of: stringToSign(for: request, at: time),
            with: credentials,
            at: time
        )
        request.headers["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(at: time)), "
            + "SignedHeaders=\(signedHeaders(of: request).names), Signature=\(signature)"
        if !signsToken, let token = credentials.sessionToken {
            request.headers["X-Amz-Security-Token"] = token
        }
    }

    private func scope(at time: Timestamp) -> String {
        "\(time.basicText.prefix(8))/\(region)/\(service)/aws4_request"
    }

    /// What the signature is made of: the time, the scope and the hash of the canonical request.
    func stringToSign(for request: WireRequest, at time: Timestamp) -> String {
        let hash = SHA256.hash(data: Array(canonicalRequest(of: request).utf8))
        return "AWS4-HMAC-SHA256\n\(time.basicText)\n\(scope(at: time))\n\(Self.hex(hash))"
    }

    private func signature(
        of text: String,
        with credentials: AWSCredentials,
        at time: Timestamp
    ) -> String {
        var key = SymmetricKey(data: Array("AWS4\(credentials.secretAccessKey)".utf8))
        for step in [String(time.basicText.prefix(8)), region, service, "aws4_request"] {
            let code = HMAC<SHA256>.authenticationCode(for: Array(step.utf8), using: key)
            key = SymmetricKey(data: code)
        }
        return Self.hex(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    func bodyHash(of request: WireRequest) -> String { Self.hex(SHA256.hash(data: request.body)) }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
