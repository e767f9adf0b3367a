// SPDX-License-Identifier: Apache-2.0
import Logging
import SluiceBase
import SluiceHTTP
import SluiceModel
import SluiceWire
import SluiceZip

/// The one port behind which all services are: finds out which one a request means, in which
/// protocol, and answers in it.
struct Gateway: Sendable {
    /// Where packages can be fetched.
    static let packagePath = "/_sluice/code/"
    /// Where a client asks whether the engine is up.
    static let healthPath = "/_sluice/health"

    let realms: Realms
    /// Seconds that a metric's datum covers.
    let metricPeriod: Int
    let table = RouteTable(Served.operations.map { $0 })

    init(_ realms: Realms, metricPeriod: Int) {
        self.realms = realms
        self.metricPeriod = metricPeriod
    }

    /// The engine's own account and region.
    private var aws: LocalAWS { realms.home }

    /// Answers anything but the calls that the invoke path answers itself.
    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        if request.path == Self.healthPath { return health() }
        if request.path.hasPrefix(Self.packagePath) { return package(request) }
        if let call = FunctionURLCall(request) {
            return await FunctionURLDoor(realms: realms).answer(call)
        }
        let id = aws.requestID()
        if Browser.isForeign(request) {
            let failure = AWSFailure(
                code: "AccessDeniedException",
                message: "A page of another origin may not change anything here.",
                status: 403
            )
            return HTTPResponse(
                WireCodec.answer(failure, service: .lambda, by: .restJSON, requestID: id)
            )
        }
        if request.path.hasPrefix(StackDoor.path) {
            return await StackDoor(realms: realms).answer(request)
        }
        var wire = WireRequest(request)
        if request.headers["Content-Encoding"] == "gzip",
            let body = Gzip.unpack(wire.body, max: Limits.unpackedBytesMax)
        {
            wire.body = body
        }
        return HTTPResponse(await answer(FrontDoor(wire), id))
    }

    private func answer(_ door: FrontDoor, _ id: String) async -> WireAnswer {
        switch door.kind {
        case .lambda:
            let request = door.request
            let match = table.find(
                method: request.method,
                path: request.path,
                query: request.query
            )
            let name = "\(request.method) \(request.path)"
            return await answer(
                door,
                .lambda,
                .restJSON,
                match?.operation,
                name,
                match?.pathMembers ?? [:],
                id
            )
        case .named(let service, let wire):
            let name = WireCodec.operationName(in: door.request, by: wire) ?? ""
            let operation = table.operation(named: name, of: service)
            return await answer(door, service, wire, operation, name, [:], id)
        case .s3(let address): return await answer(door, address, id)
        case .unknown(let form, let name):
            await noteUnknown(name)
            return form.answer(toUnknown: name, requestID: id)
        }
    }

    private func answer(
        _ door: FrontDoor,
        _ address: ObjectAddress,
        _ id: String
    ) async -> WireAnswer {
        let request: WireRequest
        let match: RouteTable.Match?
        do throws(AWSFailure) {
            try Presigned.check(door.request, at: aws.clock.now)
            request = try ChunkedBody.decode(door.request)
            match = table.find(request, bucket: address.bucket, key: address.key)
            if let bucket = address.bucket,
                let aspect = BucketAspect.named(by: request, but: match)
            {
                let s3 = await aws.side.s3
                try s3.bucket(bucket)
                if let key = address.key { _ = try s3.object(bucket, key) }
                return try BucketAspect.answer(aspect, to: request, requestID: id)
            }
        } catch {
            if error.code == "NotImplemented" { await noteUnknown("s3 \(door.request.target)") }
            return WireCodec.answer(error, service: .s3, by: .restXML, requestID: id)
        }
        return await answer(
            FrontDoor(request, as: door),
            .s3,
            .restXML,
            match?.operation,
            "\(request.method) \(request.path)",
            match?.pathMembers ?? [:],
            id
        )
    }

    private func answer(
        _ door: FrontDoor,
        _ service: AWSService,
        _ wire: WireProtocol,
        _ operation: (any AWSOperation.Type)?,
        _ name: String,
        _ pathMembers: [String: String],
        _ id: String
    ) async -> WireAnswer {
        do throws(AWSFailure) {
            guard let operation = operation as? any ServedOperation.Type else {
                await noteUnknown("\(service.rawValue) \(name)")
                throw WireCodec.unknownOperation(name, by: wire)
            }
            return try await serve(operation, door, wire, pathMembers, id)
        } catch {
            return WireCodec.answer(
                error,
                service: service,
                by: wire,
                asksForQueryErrors: door.request.asksForQueryErrors,
                requestID: id
            )
        }
    }

    private func serve<Operation: ServedOperation>(
        _ type: Operation.Type,
        _ door: FrontDoor,
        _ wire: WireProtocol,
        _ pathMembers: [String: String],
        _ id: String
    ) async throws(AWSFailure) -> WireAnswer {
        let request = door.request
        if type == CreateFunction.self, request.body.count > Limits.createRequestBytesMax {
            throw .tooLarge(
                "Request must be smaller than \(Limits.createRequestBytesMax) bytes for the "
                    + "CreateFunction operation"
            )
        }
        let operation = try WireCodec.operation(
            type,
            from: request,
            by: wire,
            pathMembers: pathMembers
        )
        let context = context(of: request, door.scope, id)
        let isRegional = Operation.service.isApartByRegion
        let aws = isRegional ? try await realms.aws(of: context.realm) : realms.home
        let output = try await operation.serve(in: aws, context)
        return try WireCodec.answer(output, to: type, by: wire, requestID: id)
    }

    /// What an operation hears of the request that it comes from.
    func context(
        of request: WireRequest,
        _ scope: CredentialScope?,
        _ id: String
    ) -> ServeContext {
        // The name by which this client reached the engine is one that it can reach it by again.
        let host = request.headers["Host"] ?? "localhost"
        return ServeContext(
            requestID: id,
            endpoint: "http://\(host)",
            realm: Realm(scope, home: realms.homeRealm),
            accessKey: scope?.key
        )
    }

    private func noteUnknown(_ name: String) async {
        aws.logger.info("an operation that is not offered", metadata: ["operation": "\(name)"])
    }

    // MARK: the engine's own addresses

    private func health() -> HTTPResponse {
        HTTPResponse(
            status: 200,
            headers: ["Content-Type": "application/json"],
            body: Array(#"{"status":"ok","metricPeriod":\#(metricPeriod)}"#.utf8)
        )
    }

    private func package(_ request: HTTPRequest) -> HTTPResponse {
        let name = request.path.dropFirst(Self.packagePath.count)
        guard request.method == "GET" || request.method == "HEAD", name.hasSuffix(".zip"),
            // A package that is not there and one that cannot be read look the same from outside.
            let bytes = try? aws.packages.bytes(ofHash: String(name.dropLast(4)))
        else {
            return HTTPResponse(
                status: 404,
                headers: ["Content-Type": "application/json"],
                body: Array(#"{"Message":"no such package"}"#.utf8)
            )
        }
        return HTTPResponse(status: 200, headers: ["Content-Type": "application/zip"], body: bytes)
    }
}

extension AWSService {
    /// Whether the service is kept by the realms; the others are apart by account, or not at all.
    fileprivate var isApartByRegion: Bool {
        switch self {
        case .lambda, .cloudWatch, .logs, .sns, .cloudFormation: true
        case .sts, .iam, .s3, .sqs: false
        }
    }
}
