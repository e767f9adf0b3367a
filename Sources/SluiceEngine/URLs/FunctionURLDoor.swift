// SPDX-License-Identifier: Apache-2.0
import NIOCore
import SluiceBase
import SluiceHTTP
import SluiceModel
import SluiceWire

/// Answers at functions' own addresses, all of an answer at once.
struct FunctionURLDoor: Sendable {
    /// What stands before the first word of an address.
    static let path = "/lambda-url/"

    let realms: Realms

    /// What an address leads to.
    struct Target: Sendable {
        var function: String
        var qualifier: String?
        var url: URLRecord
        /// Whether the resource policy lets anybody call.
        var isPublic: Bool
    }

    /// Calls the function that has the address.
    func answer(_ call: FunctionURLCall) async -> HTTPResponse {
        guard let (aws, target) = await target(of: call.id) else { return FunctionURLReply.unknown }
        let requestID = aws.requestID()
        let origin = CORSOrigin(target.url.cors, call.request)
        if call.request.method == "OPTIONS", target.url.cors != nil { return origin.preflight }
        // A page that the owner did not allow must not make calls behind its reader's back.
        guard !Browser.isForeign(call.request) || origin.isAllowed,
            target.url.authType == "NONE" ? target.isPublic : call.isSigned
        else { return FunctionURLReply.forbidden }
        guard call.request.body.count <= Limits.requestBytesMax else {
            return FunctionURLReply.tooLarge
        }
        let account = target.url.authType == "NONE" ? "anonymous" : aws.account
        let traceID = call.traceID(requestID, now: aws.clock.now)
        let event = call.event(
            account: account,
            requestID: requestID,
            traceID: traceID,
            now: aws.clock.now
        )
        // A function that cannot be woken refuses the call itself.
        try? await aws.rouse(target.function)
        let answer = await aws.path.invoke(
            InvokeRequest(
                function: target.function,
                qualifier: target.qualifier,
                payload: ByteBuffer(string: WireJSON.text(of: event)),
                traceID: traceID,
                requestID: requestID
            )
        )
        var response = Self.response(answer)
        response.headers["x-amzn-RequestId"] = requestID
        origin.mark(&response)
        return response
    }

    /// What an address leads to, in whichever account and region.
    private func target(of id: String) async -> (LocalAWS, Target)? {
        for aws in realms.all {
            if let target = await aws.target(ofURL: id) { return (aws, target) }
        }
        return nil
    }

    private static func response(_ answer: InvokeAnswer) -> HTTPResponse {
        switch answer.outcome {
        case .returned(let body): FunctionURLReply.result(Array(body.readableBytesView))
        case .functionError: FunctionURLReply.failed
        case .refused(let failure): FunctionURLReply.refused(failure)
        }
    }
}

extension LocalAWS {
    /// What an address leads to, or `nil` if nobody has it.
    func target(ofURL id: String) -> FunctionURLDoor.Target? {
        for function in model.functions.values {
            let attachments = function.head.attachments
            guard let (key, url) = attachments.urls.first(where: { $0.value.id == id }) else {
                continue
            }
            return FunctionURLDoor.Target(
                function: function.head.name,
                qualifier: key.isEmpty ? nil : key,
                url: url,
                isPublic: attachments.policies[key]?.statements.contains(where: \.isPublicURL)
                    ?? false
            )
        }
        return nil
    }
}
