// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceHTTP
import SluiceWire

/// Which service a request means, and in which protocol.
///
/// In this order: an address of the CBOR protocol, a target header, a form with a version; then the
/// service in the signature, because addresses of several services begin as Lambda's do; then one of
/// Lambda's paths.
struct FrontDoor: Sendable {
    enum Kind: Hashable, Sendable {
        case lambda
        case named(AWSService, WireProtocol)
        case s3(ObjectAddress)
        case unknown(UnknownService, name: String)
    }

    let request: WireRequest
    /// What the signature says.
    let scope: CredentialScope?
    let kind: Kind

    init(_ request: WireRequest) {
        self.request = request
        scope = CredentialScope(request)
        kind = Self.kind(of: request, scope)
    }

    /// The same door for a request of which the body was decoded.
    init(_ request: WireRequest, as door: FrontDoor) {
        self.request = request
        (scope, kind) = (door.scope, door.kind)
    }

    private static func kind(of request: WireRequest, _ scope: CredentialScope?) -> Kind {
        if request.path.hasPrefix("/service/"), request.path.contains(ascii: "/operation/") {
            return cbor(request)
        }
        if let target = request.headers["X-Amz-Target"] { return named(target) }
        // Clients of old write to a queue at its own address.
        if request.path == "/" || scope?.service == AWSService.sqs.signingName,
            let version = formVersion(of: request)
        {
            return query(version, request, scope)
        }
        if ObjectAddress.isMeant(by: request) { return .s3(ObjectAddress(request)) }
        let name = "\(request.method) \(request.path)"
        if let service = scope?.service, service != "lambda" {
            return .unknown(.rest(of: service), name: "\(service) \(name)")
        }
        return isDated(request.path) ? .lambda : .unknown(.none, name: name)
    }

    /// `/service/GraniteServiceVersion20100801/operation/ListMetrics`; the same names as JSON's targets.
    private static func cbor(_ request: WireRequest) -> Kind {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: true)
        for service in AWSService.allCases where parts.count == 4 {
            guard case .awsJSON(let target, _) = service.wireProtocol, parts[1] == target,
                service == .cloudWatch
            else { continue }
            return .named(service, .rpcCBOR(service: target))
        }
        return .unknown(.cbor, name: String(parts.last ?? ""))
    }

    private static func named(_ target: String) -> Kind {
        for service in AWSService.allCases {
            guard case .awsJSON(let prefix, _) = service.wireProtocol,
                target.hasPrefix(prefix + ".")
            else { continue }
            return .named(service, service.wireProtocol)
        }
        return .unknown(.json, name: target)
    }

    private static func query(
        _ version: String,
        _ request: WireRequest,
        _ scope: CredentialScope?
    ) -> Kind {
        let wire = WireProtocol.query(version: version)
        switch version {
        case "2011-06-15": return .named(.sts, wire)
        case "2010-08-01": return .named(.cloudWatch, wire)
        case "2010-03-31": return .named(.sns, wire)
        case "2010-05-08": return .named(.iam, wire)
        case "2010-05-15": return .named(.cloudFormation, wire)
        case "2012-11-05": return .named(.sqs, wire)
        default:
            let name = WireCodec.operationName(in: request, by: wire) ?? ""
            let isEC2 = scope?.service == "ec2"
            return .unknown(isEC2 ? .ec2 : .query, name: name)
        }
    }

    private static func formVersion(of request: WireRequest) -> String? {
        let isForm =
            request.headers["Content-Type"]?.hasPrefix("application/x-www-form-urlencoded") ?? false
        guard isForm || request.query.contains(ascii: "Action=") else { return nil }
        let body = WireRequest(
            method: "GET",
            path: "/",
            query: String(decoding: request.body, as: UTF8.self)
        )
        return (body.queryFields + request.queryFields).first { $0.name == "Version" }?.value ?? ""
    }

    /// Whether a path begins as Lambda's do: `/2015-03-31/`.
    private static func isDated(_ path: String) -> Bool {
        let bytes = Array(path.utf8.prefix(12))
        guard bytes.count == 12 else { return false }
        return bytes.enumerated().allSatisfy { index, byte in
            switch index {
            case 0, 11: byte == UInt8(ascii: "/")
            case 5, 8: byte == UInt8(ascii: "-")
            default: (48...57).contains(byte)
            }
        }
    }
}
