// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension InvokeWithResponseStream: ServedOperation {
    /// Calls a function as `Invoke` does, and answers in frames when it has ended.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        if let invocationType, !["RequestResponse", "DryRun"].contains(invocationType) {
            throw .validation([
                "Value '\(invocationType)' at 'invocationType' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [RequestResponse, DryRun]"
            ])
        }
        let invoke = Invoke(
            functionName: functionName,
            invocationType: invocationType,
            logType: logType,
            clientContext: clientContext,
            qualifier: qualifier,
            payload: payload
        )
        let answer = try await invoke.serve(in: aws, context)
        guard answer.statusCode == 200 else { return Output(statusCode: answer.statusCode) }
        return Output(
            statusCode: answer.statusCode,
            executedVersion: answer.executedVersion,
            responseStreamContentType: EventFrame.contentType,
            eventStream: Blob(Self.frames(of: answer).flatMap(\.bytes))
        )
    }

    /// What a function answered is one or more pieces; what went wrong stands in the last frame.
    static func frames(of answer: Invoke.Output) -> [EventFrame] {
        let payload = answer.payload?.bytes ?? []
        var end: [String: String] = [:]
        var pieces = payload[...]
        if let error = answer.functionError {
            end["ErrorCode"] = error
            end["ErrorDetails"] = String(decoding: payload, as: UTF8.self)
            pieces = []
        }
        if let log = answer.logResult { end["LogResult"] = log }
        var frames: [EventFrame] = []
        while !pieces.isEmpty {
            let piece = pieces.prefix(Limits.framePayloadBytesMax)
            pieces = pieces.dropFirst(piece.count)
            frames.append(
                EventFrame(
                    event: "PayloadChunk",
                    contentType: "application/octet-stream",
                    payload: Array(piece)
                )
            )
        }
        let members = end.sorted { $0.key < $1.key }
            .map { "\($0.key.jsonQuoted):\($0.value.jsonQuoted)" }
        frames.append(
            EventFrame(
                event: "InvokeComplete",
                contentType: "application/json",
                payload: Array("{\(members.joined(separator: ","))}".utf8)
            )
        )
        return frames
    }
}
