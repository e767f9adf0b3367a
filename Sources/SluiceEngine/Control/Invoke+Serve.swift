// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import NIOCore
import SluiceBase
import SluiceModel
import SluiceWire

extension Invoke: ServedOperation {
    /// Calls a function, accepts an event, or only looks whether a call would be possible.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let kind = try kind()
        let target = try await aws.target(of: self)
        let bytes = payload?.bytes ?? []
        try InvokePayload.check(bytes, isEvent: kind == .event)
        let clientContext = try decodedClientContext()
        switch kind {
        case .dryRun: return Output(statusCode: 204)
        case .event:
            let now = aws.clock.now
            try await aws.accept(
                QueuedEvent(
                    id: context.requestID,
                    function: target.function,
                    qualifier: target.qualifier,
                    payload: bytes,
                    clientContext: clientContext,
                    acceptedAt: now,
                    dueAt: now
                )
            )
            return Output(statusCode: 202)
        case .requestResponse:
            let answer = await aws.path.invoke(
                InvokeRequest(
                    function: target.function,
                    qualifier: target.qualifier,
                    payload: ByteBuffer(bytes: bytes),
                    clientContext: clientContext,
                    requestID: context.requestID
                )
            )
            return try output(answer)
        }
    }

    private enum Kind: String {
        case requestResponse = "RequestResponse"
        case event = "Event"
        case dryRun = "DryRun"
    }

    private func kind() throws(AWSFailure) -> Kind {
        guard let invocationType else { return .requestResponse }
        guard let kind = Kind(rawValue: invocationType) else {
            throw .validation([
                "Value '\(invocationType)' at 'invocationType' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [Event, RequestResponse, DryRun]"
            ])
        }
        return kind
    }

    private func decodedClientContext() throws(AWSFailure) -> String? {
        guard let clientContext, !clientContext.isEmpty else { return nil }
        guard let bytes = Data(base64Encoded: clientContext) else {
            throw AWSFailure(
                code: "InvalidRequestContentException",
                message: "Client context must be a valid Base64-encoded JSON object.",
                status: 400
            )
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func output(_ answer: InvokeAnswer) throws(AWSFailure) -> Output {
        var output = Output(statusCode: 200, executedVersion: answer.executedVersion)
        switch answer.outcome {
        case .refused(let failure): throw failure
        case .returned(let body): output.payload = Blob(Array(body.readableBytesView))
        case .functionError(let body):
            output.payload = Blob(Array(body.readableBytesView))
            output.functionError = "Unhandled"
        }
        if logType == "Tail" { output.logResult = Data(answer.logTail).base64EncodedString() }
        return output
    }
}

extension LocalAWS {
    /// What a call is for, or Lambda's refusal.
    func target(
        of invoke: Invoke
    ) async throws(AWSFailure) -> (function: String, qualifier: String?) {
        _ = await settle()
        let reference = try model.target(of: invoke.functionName, qualifier: invoke.qualifier)
        return (reference.function, reference.qualifier)
    }
}

/// What a call may bring along.
enum InvokePayload {
    static func check(_ bytes: [UInt8], isEvent: Bool) throws(AWSFailure) {
        let limit = isEvent ? Limits.eventBytesMax : Limits.payloadBytesMax
        if bytes.count > limit {
            let kind = isEvent ? "Event" : "RequestResponse"
            throw .tooLarge(
                "\(bytes.count) byte payload is too large for the \(kind) invocation type "
                    + "(limit \(limit) bytes)"
            )
        }
        guard !bytes.isEmpty else { return }
        do {
            _ = try JSONDecoder().decode(AnyJSON.self, from: Data(bytes))
        } catch {
            throw AWSFailure(
                code: "InvalidRequestContentException",
                message: "Could not parse request body into json: Could not parse payload into "
                    + "json: \(InvokePayload.detail(of: bytes))",
                status: 400
            )
        }
    }

    /// Reads any document without keeping it.
    private struct AnyJSON: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    /// The parser's words for the two beginnings that were recorded; a plain one for all others.
    private static func detail(of bytes: [UInt8]) -> String {
        if let index = bytes.firstIndex(where: { $0 >= 0x80 }), bytes[index] < 0xc0, index > 0 {
            return "Invalid UTF-8 start byte 0x\(String(bytes[index], radix: 16))\n at [Source: "
                + "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, "
                + "column: \(index + 1)]"
        }
        return "the payload is not valid JSON"
    }
}
