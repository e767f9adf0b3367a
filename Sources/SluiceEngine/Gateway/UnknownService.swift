// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// How a client of a service that is not offered here understands "no".
///
/// Always a plain 400 or 404 in the client's own form: some clients repeat anything else for
/// minutes.
enum UnknownService: Hashable, Sendable {
    case json
    case query
    case cbor
    case ec2
    case restJSON
    case restXML
    case none

    /// The form of a service that is told by its addresses: most speak JSON.
    static func rest(of service: String) -> UnknownService {
        ["route53", "cloudfront", "s3express", "s3-outposts"].contains(service)
            ? .restXML : .restJSON
    }

    func answer(toUnknown name: String, requestID: String) -> WireAnswer {
        switch self {
        case .json:
            return answer(
                400,
                "application/x-amz-json-1.1",
                Array(
                    WireJSON.text(
                        of: .map([
                            "__type": .string("UnknownOperationException"),
                            "message": .string("\(name) is not offered by this engine."),
                        ])
                    ).utf8
                ),
                requestID
            )
        case .query:
            let text =
                "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>"
                + "The action is not offered by this engine.</Message></Error><RequestId>"
                + "\(requestID)</RequestId></ErrorResponse>"
            return answer(400, "text/xml", Array(text.utf8), requestID)
        case .cbor:
            // A map of one entry: texts of less than 24 bytes, and of less than 256.
            let (key, value) = (Array("__type".utf8), Array("UnknownOperationException".utf8))
            let body = [0xa1, 0x60 + UInt8(key.count)] + key + [0x78, UInt8(value.count)] + value
            var answer = answer(400, "application/cbor", body, requestID)
            answer.headers["smithy-protocol"] = "rpc-v2-cbor"
            return answer
        case .ec2:
            let text =
                "<Response><Errors><Error><Code>InvalidAction</Code><Message>"
                + "The action is not offered by this engine.</Message></Error></Errors><RequestID>"
                + "\(requestID)</RequestID></Response>"
            return answer(400, "text/xml", Array(text.utf8), requestID)
        case .restJSON:
            let text = #"{"message":"This service is not offered by this engine."}"#
            var answer = answer(404, "application/json", Array(text.utf8), requestID)
            answer.headers["x-amzn-ErrorType"] = "UnknownOperationException"
            return answer
        case .restXML:
            let text =
                "<ErrorResponse><Error><Type>Sender</Type><Code>UnknownOperationException</Code>"
                + "<Message>This service is not offered by this engine.</Message></Error>"
                + "<RequestId>\(requestID)</RequestId></ErrorResponse>"
            return answer(404, "text/xml", Array(text.utf8), requestID)
        case .none:
            return answer(
                404,
                "application/json",
                Array(#"{"Message":"nothing is offered at this address"}"#.utf8),
                requestID
            )
        }
    }

    private func answer(
        _ status: Int,
        _ type: String,
        _ body: [UInt8],
        _ requestID: String
    ) -> WireAnswer {
        WireAnswer(
            status: status,
            headers: ["Content-Type": type, "x-amzn-RequestId": requestID],
            body: body
        )
    }
}
