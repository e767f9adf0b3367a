// SPDX-License-Identifier: Apache-2.0
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
        try check(bytes, isEvent: kind == .event)
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

    enum Kind: String {
        case requestResponse = "RequestResponse"
        case event = "Event"
        case dryRun = "DryRun"
    }

    private func kind() throws(AWSFailure) -> Kind {
        if let logType, !["None", "Tail"].contains(logType) {
            throw .validation([
                "Value '\(logType)' at 'logType' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [None, Tail]"
            ])
        }
        guard let invocationType else { return .requestResponse }
        guard let kind = Kind(rawValue: invocationType) else {
            throw .validation([
                "Value '\(invocationType)' at 'invocationType' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [Event, RequestResponse, DryRun]"
            ])
        }
        return kind
    }

    private func check(_ bytes: [UInt8], isEvent: Bool) throws(AWSFailure) {
        guard bytes.count <= (isEvent ? Limits.eventBytesMax : Limits.requestBytesMax) else {
            throw InvokeReply.tooLarge(bytes: bytes.count, isSynchronous: !isEvent)
        }
        guard !bytes.isEmpty else { return }
        if let complaint = JSONText.complaint(about: ByteBuffer(bytes: bytes)) {
            throw InvokeReply.badJSON(complaint)
        }
    }

    private func decodedClientContext() throws(AWSFailure) -> String? {
        guard let clientContext, !clientContext.isEmpty else { return nil }
        guard clientContext.utf8.count <= Limits.clientContextBytesMax,
            let bytes = clientContext.base64Bytes
        else { throw InvokeReply.badClientContext }
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
        if logType == "Tail" { output.logResult = answer.logTail.base64Text }
        return output
    }
}

extension InvokeAsync: ServedOperation {
    /// Accepts an event, as `Invoke` does.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        var invoke = Invoke(functionName: functionName)
        invoke.invocationType = Invoke.Kind.event.rawValue
        invoke.payload = invokeArgs
        return Output(status: try await invoke.serve(in: aws, context).statusCode)
    }
}

extension LocalAWS {
    /// What a call is for, or Lambda's refusal.
    func target(
        of invoke: Invoke
    ) async throws(AWSFailure) -> (function: String, qualifier: String?) {
        _ = await settle()
        try await rouse(invoke.functionName, invoke.qualifier)
        let reference = try model.target(of: invoke.functionName, qualifier: invoke.qualifier)
        return (reference.function, reference.qualifier)
    }
}
