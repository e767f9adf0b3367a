// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import SluiceHTTP

/// What the Runtime API answers to anything but `next`.
enum RuntimeReply {
    case accepted
    case wrongID
    case wrongState
    case wrongMode
    case tooLarge
    case unsupported
    case unknown

    /// The reply on the wire.
    var reply: HTTPReply {
        let (status, body): (HTTPResponseStatus, StaticString) =
            switch self {
            case .accepted: (.accepted, #"{"status":"OK"}"#)
            case .wrongID:
                (
                    .badRequest,
                    #"{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}"#
                )
            case .wrongState:
                (
                    .forbidden,
                    #"{"errorMessage":"Transition not allowed","errorType":"InvalidStateTransition"}"#
                )
            case .wrongMode:
                (
                    .badRequest,
                    #"{"errorMessage":"Invalid function response mode","errorType":"InvalidFunctionResponseMode"}"#
                )
            case .tooLarge:
                (
                    .payloadTooLarge,
                    #"{"errorMessage":"Exceeded maximum allowed payload size (6291556 bytes).","errorType":"RequestEntityTooLarge"}"#
                )
            case .unsupported:
                (.forbidden, #"{"errorMessage":"Not supported here","errorType":"Forbidden"}"#)
            case .unknown: (.notFound, #"{"errorMessage":"Not found","errorType":"NotFound"}"#)
            }
        return HTTPReply(
            status: status,
            headers: ["Content-Type": "application/json"],
            body: ByteBuffer(staticString: body)
        )
    }
}
