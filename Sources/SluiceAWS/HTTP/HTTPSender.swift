// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
public import SluiceBase
public import SluiceWire

/// Sends requests over HTTP, each of them once: the only file that knows the HTTP client.
///
/// It is a class because it owns connections; `close()` gives them back.
public final class HTTPSender: Sendable {
    private let direct: HTTPClient
    private let securelyProxied: HTTPClient?
    private let plainlyProxied: HTTPClient?
    private let proxies: ProxyRules
    private let clock: any WallClock

    /// Makes a sender.
    ///
    /// - Parameters:
    ///   - proxies: Which requests go through a proxy.
    ///   - trustedRoots: A file of certificates (PEM) to trust instead of the machine's.
    ///   - clock: What time-outs are measured with.
    public init(
        proxies: ProxyRules = .none,
        trustedRoots: String? = nil,
        clock: any WallClock
    ) {
        func client(_ proxy: Endpoint?) -> HTTPClient {
            HTTPClient(
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                configuration: Self.configuration(proxy, trustedRoots)
            )
        }
        direct = client(nil)
        securelyProxied = proxies.secure.map(client)
        plainlyProxied = proxies.plain.map(client)
        self.proxies = proxies
        self.clock = clock
    }

    private static func configuration(
        _ proxy: Endpoint?,
        _ trustedRoots: String?
    ) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .nanoseconds(Int64(Limits.connectTime / .nanoseconds(1)))
        // Above the seam somebody retries; here a refused connection is told at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
            Limits.connectionsPerHostMax
        configuration.httpVersion = .http1Only
        configuration.proxy = proxy.map { .server(host: $0.host, port: $0.port) }
        if let trustedRoots {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(trustedRoots)
            configuration.tlsConfiguration = tls
        }
        return configuration
    }

    /// Closes all connections; the sender cannot be used afterwards.
    public func close() async {
        for client in [direct, securelyProxied, plainlyProxied].compactMap(\.self) {
            // A connection that does not close cleanly is gone all the same.
            try? await client.shutdown()
        }
    }

    /// Sends one request and returns whatever was answered, errors of the server included.
    ///
    /// - Parameters:
    ///   - request: The request, signed if need be.
    ///   - endpoint: Where to.
    ///   - time: How long until the whole answer is here.
    ///   - bytesMax: The largest body that is taken.
    /// - Returns: The answer.
    /// - Throws: A failure of kind `notSent` when there was no connection, else `noAnswer`; of kind
    ///   `malformed` when the body is too large.
    public func send(
        _ request: WireRequest,
        to endpoint: Endpoint,
        within time: Duration = Limits.callTime,
        bytesMax: Int = Limits.answerBytesMax
    ) async throws(AWSFailure) -> WireAnswer {
        var message = HTTPClientRequest(url: "\(endpoint)\(request.target)")
        message.method = .init(rawValue: request.method)
        for header in request.headers.entries {
            message.headers.add(name: header.name, value: header.value)
        }
        if !request.body.isEmpty { message.body = .bytes(ByteBuffer(bytes: request.body)) }
        do {
            return try await answer(to: message, by: client(for: endpoint), time, bytesMax)
        } catch {
            throw failure(of: error, endpoint, time)
        }
    }

    private func client(for endpoint: Endpoint) -> HTTPClient {
        guard proxies.proxy(to: endpoint) != nil else { return direct }
        return (endpoint.isSecure ? securelyProxied : plainlyProxied) ?? direct
    }

    private struct TimeIsUp: Error {}

    private func answer(
        to message: HTTPClientRequest,
        by client: HTTPClient,
        _ time: Duration,
        _ bytesMax: Int
    ) async throws -> WireAnswer {
        try await withThrowingTaskGroup(of: WireAnswer.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                // The group's own deadline is the first to end; this one only bounds it.
                let response = try await client.execute(message, timeout: .hours(1))
                var headers = WireHeaders()
                for (name, value) in response.headers { headers.add(name, value) }
                let body = try await response.body.collect(upTo: bytesMax)
                return WireAnswer(
                    status: Int(response.status.code),
                    headers: headers,
                    body: Array(body.readableBytesView)
                )
            }
            group.addTask { [clock] in
                try await clock.sleep(until: clock.now.advanced(by: time), tolerance: nil)
                throw TimeIsUp()
            }
            guard let answer = try await group.next() else { throw CancellationError() }
            return answer
        }
    }
}

/// What the client's errors mean for the effect of a call.
extension HTTPSender {
    private func failure(
        of error: any Error,
        _ endpoint: Endpoint,
        _ time: Duration
    ) -> AWSFailure {
        switch error {
        case is TimeIsUp:
            return lost("\(endpoint) did not answer within \(time.words)")
        case _ where Self.isCancellation(error):
            return AWSFailure(
                kind: .noAnswer,
                code: "Cancelled",
                message: "the call to \(endpoint) was cancelled"
            )
        case is NIOTooManyBytesError:
            return AWSFailure(
                kind: .malformed,
                code: "AnswerTooLarge",
                message: "the answer of \(endpoint) is too large"
            )
        case let error as NIOConnectionError:
            return unsent("cannot connect to \(endpoint): \(Self.reason(of: error))")
        case let error as IOError where Self.isOfConnecting(error):
            return unsent("cannot connect to \(endpoint): \(Self.reason(of: error))")
        case let error as HTTPClientError where Self.unsentErrors.contains(error):
            return unsent("cannot connect to \(endpoint): \(error.shortDescription.lowercased())")
        case _ where Self.isOfTrust(error):
            return unsent("no trust in \(endpoint): \(error)")
        case ChannelError.connectTimeout:
            return unsent("cannot connect to \(endpoint): it does not answer")
        default:
            return lost("the connection to \(endpoint) was lost: \(error)")
        }
    }

    private static func isCancellation(_ error: any Error) -> Bool {
        error is CancellationError || error as? HTTPClientError == .cancelled
    }

    private func unsent(_ message: String) -> AWSFailure {
        AWSFailure(kind: .notSent, code: "NoConnection", message: message)
    }

    private func lost(_ message: String) -> AWSFailure {
        AWSFailure(kind: .noAnswer, code: "NoAnswer", message: message)
    }

    /// Errors that come before the first byte of a request is written.
    private static let unsentErrors: [HTTPClientError] = [
        .invalidURL, .emptyHost, .emptyScheme, .alreadyShutdown, .connectTimeout,
        .httpProxyHandshakeTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout,
        .invalidProxyResponse, .proxyAuthenticationRequired,
    ]

    private static func reason(of error: NIOConnectionError) -> String {
        guard let first = error.connectionErrors.first?.error else { return "no such host" }
        switch first {
        case let error as IOError: return reason(of: error)
        case ChannelError.connectTimeout: return "it does not answer"
        default: return "\(first)"
        }
    }
}
