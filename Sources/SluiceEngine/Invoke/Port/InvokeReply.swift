// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import SluiceHTTP
import SluiceWire

/// Puts the answers of Invoke on the wire.
enum InvokeReply {
    /// The answer of a function, good or not.
    static func ran(
        _ invocation: Invocation,
        payload: ByteBuffer,
        isError: Bool,
        logTail: [UInt8]?
    ) -> HTTPReply {
        var headers = HTTPHeaders()
        headers.reserveCapacity(8)
        headers.add(name: "Content-Type", value: "application/json")
        headers.add(name: "x-amzn-RequestId", value: invocation.requestID)
        headers.add(name: "X-Amz-Executed-Version", value: invocation.pool.spec.version)
        headers.add(name: "X-Amzn-Trace-Id", value: invocation.traceID)
        if isError { headers.add(name: "X-Amz-Function-Error", value: "Unhandled") }
        if let logTail { headers.add(name: "X-Amz-Log-Result", value: logTail.base64Text) }
        return HTTPReply(status: .ok, headers: headers, body: payload)
    }

    /// The answer to an invocation that was not run.
    static func refused(_ failure: AWSFailure, requestID: String) -> HTTPReply {
        var headers = HTTPHeaders()
        headers.add(name: "Content-Type", value: "application/json")
        headers.add(name: "x-amzn-RequestId", value: requestID)
        headers.add(name: "x-amzn-ErrorType", value: failure.code)
        if let seconds = failure.retryAfter {
            headers.add(name: "Retry-After", value: "\(seconds)")
        }
        var fields: [String] = []
        if let reason = failure.reason { fields.append(#""Reason":\#(reason.jsonQuoted)"#) }
        if !failure.isUntyped { fields.append(#""Type":"User""#) }
        fields.append(#""message":\#(failure.message.jsonQuoted)"#)
        return HTTPReply(
            status: HTTPResponseStatus(statusCode: failure.status),
            headers: headers,
            body: ByteBuffer(string: "{\(fields.joined(separator: ","))}")
        )
    }

    /// A concurrency limit was met.
    static func throttled(reason: String) -> AWSFailure {
        AWSFailure(
            code: "TooManyRequestsException",
            message: "Rate Exceeded.",
            status: 429,
            reason: reason,
            retryAfter: 1
        )
    }

    /// The event is too large.
    static func tooLarge(bytes: Int, isSynchronous: Bool) -> AWSFailure {
        let (type, limit) =
            isSynchronous
            ? ("RequestResponse", Limits.requestBytesMax) : ("Event", Limits.eventBytesMax)
        var failure = AWSFailure(
            code: "RequestEntityTooLargeException",
            message: "\(bytes) byte payload is too large for the \(type) invocation type "
                + "(limit \(limit) bytes)",
            status: 413
        )
        failure.isUntyped = true
        return failure
    }

    /// The event is no JSON.
    static func badJSON(_ complaint: String) -> AWSFailure {
        AWSFailure(
            code: "InvalidRequestContentException",
            message: "Could not parse request body into json: Could not parse payload into json: "
                + complaint,
            status: 400
        )
    }

    /// The client context is too long or no base64.
    static let badClientContext = AWSFailure(
        code: "InvalidRequestContentException",
        message: "Client context must be a valid Base64-encoded JSON object.",
        status: 400
    )
}
