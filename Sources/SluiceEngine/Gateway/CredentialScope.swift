// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// What a signature says of its key: `Credential=AKID/20260101/us-east-1/lambda/aws4_request`.
///
/// It stands in the `Authorization` header, or in the query of an address that was signed beforehand.
struct CredentialScope: Hashable, Sendable {
    /// The id of the key.
    let key: String
    /// For example `us-east-1`.
    let region: String
    /// The service's signing name.
    let service: String

    init?(_ request: WireRequest) {
        let text: Substring
        if let header = request.headers["Authorization"],
            let mark = header.range(ofASCII: "Credential=")
        {
            let rest = header.utf8[mark.upperBound...]
            text = Substring(rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: " ") })
        } else if let field = request.queryFields.first(where: { $0.name == "X-Amz-Credential" }) {
            text = field.value[...]
        } else {
            return nil
        }
        // A key's id may hold slashes; the four parts after it may not.
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard parts.count >= 5, parts.last == "aws4_request" else { return nil }
        let scope = parts.suffix(4)
        key = parts.dropLast(4).joined(separator: "/")
        region = String(scope[scope.startIndex + 1])
        service = String(scope[scope.startIndex + 2])
    }
}
