// SPDX-License-Identifier: Apache-2.0
public import Logging
public import SluiceBase
public import SluiceWire

/// Calls AWS, or whatever stands at the endpoints: signs each operation and sends it once.
///
/// It never tries again: a decorator above the seam does, where it can be simulated.
///
/// ```swift
/// let aws = AWSClient(settings: settings, clock: SystemClock(), logger: logger)
/// let alias = try await aws.send(GetAlias(functionName: "orders", name: "live"))
/// await aws.close()
/// ```
public struct AWSClient: AWSTransport {
    /// Where calls go and who makes them.
    public let settings: AWSSettings

    private let sender: HTTPSender
    private let clock: any WallClock
    private let logger: Logger

    /// Makes a client; `close()` gives its connections back.
    public init(settings: AWSSettings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        sender = HTTPSender(
            proxies: settings.proxies,
            trustedRoots: settings.trustedRoots,
            clock: clock
        )
    }

    /// Closes all connections; the client cannot be used afterwards.
    public func close() async { await sender.close() }

    /// Sends one operation, once.
    public func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        let service = Operation.service
        let endpoint = settings.endpoint(of: service)
        var request = try WireCodec.request(for: operation)
        request.path = endpoint.path + request.path
        let credentials = try await settings.credentials.credentials()
        RequestSigner(for: service, region: settings.region)
            .sign(&request, to: endpoint.authority, with: credentials, at: clock.now)
        request.path.removeFirst(endpoint.path.count)
        request.headers["User-Agent"] = userAgent
        do {
            let answer = try await sender.send(
                request,
                to: endpoint,
                within: time(for: Operation.self, request)
            )
            let output = try WireCodec.output(of: Operation.self, from: answer)
            log(Operation.name, answer.status, answer.headers["x-amzn-RequestId"], nil)
            return output
        } catch {
            log(Operation.name, error.status, error.requestID, error)
            throw error
        }
    }

    private var userAgent: String {
        settings.applicationID.map { "sluice app/\($0)" } ?? "sluice"
    }

    private func time<Operation: AWSOperation>(
        for operation: Operation.Type,
        _ request: WireRequest
    ) -> Duration {
        if operation == Invoke.self { return Limits.invokeTime }
        let upload = request.body.count / Limits.uploadBytesPerSecondMin
        return Limits.callTime + .seconds(upload)
    }

    private func log(_ name: String, _ status: Int, _ requestID: String?, _ failure: AWSFailure?) {
        var metadata: Logger.Metadata = ["operation": "\(name)", "status": "\(status)"]
        if let requestID { metadata["request-id"] = "\(requestID)" }
        if let failure { metadata["code"] = "\(failure.code)" }
        logger.debug("call", metadata: metadata)
    }

    /// Fetches from a URL that needs no signature: a presigned `Code.Location`, an engine's health.
    ///
    /// - Throws: A failure when there is no answer, when it is larger than `bytesMax`, and when `url`
    ///   is no address; an answer with an error's status is an answer.
    public func fetch(
        _ url: String,
        method: String = "GET",
        headers: WireHeaders = [:],
        body: [UInt8] = [],
        within time: Duration = Limits.callTime,
        bytesMax: Int = Limits.answerBytesMax
    ) async throws(AWSFailure) -> WireAnswer {
        try await sender.fetch(
            url,
            method: method,
            headers: headers,
            body: body,
            within: time,
            bytesMax: bytesMax
        )
    }
}
