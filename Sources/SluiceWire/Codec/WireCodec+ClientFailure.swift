// SPDX-License-Identifier: Apache-2.0

/// What the answers of errors say.
extension WireCodec {
    static func requestID(of answer: WireAnswer) -> String? {
        answer.headers["x-amzn-RequestId"] ?? answer.headers["x-amz-request-id"]
    }

    /// The failure that an answer of status 300 and up tells of, whatever its body is.
    static func failure(from answer: WireAnswer, of service: AWSService) -> AWSFailure {
        var failure = AWSFailure(
            code: "",
            message: "",
            status: answer.status,
            requestID: requestID(of: answer),
            retryAfter: answer.headers["Retry-After"].flatMap { Int($0) }
        )
        switch service.wireProtocol {
        case .query, .restXML: readXML(answer, into: &failure)
        case .restJSON, .awsJSON:
            // Where the body is no JSON (a proxy's page), the code below falls back to status and text.
            read((try? object(answer.body)) ?? WireMap(), answer, of: service, into: &failure)
        case .rpcCBOR:
            read((try? cborObject(answer.body)) ?? WireMap(), answer, of: service, into: &failure)
        }
        if failure.code.isEmpty, service.wireProtocol == .restXML {
            failure.code = bodilessCode(of: answer.status)
        }
        if failure.code.isEmpty {
            failure.code = "HTTP\(answer.status)"
            let text = String(decoding: answer.body, as: UTF8.self)
            if failure.message.isEmpty {
                failure.message = String(text.prefix(Limits.quotedCharactersMax))
            }
        }
        return failure
    }

    private static func read(
        _ body: WireMap,
        _ answer: WireAnswer,
        of service: AWSService,
        into failure: inout AWSFailure
    ) {
        failure.message =
            body["message"]?.asString ?? body["Message"]?.asString
            ?? body["errorMessage"]?.asString ?? ""
        failure.reason = body["Reason"]?.asString
        if failure.retryAfter == nil {
            failure.retryAfter = body["retryAfterSeconds"]?.asInteger(Int.self)
        }
        if let both = answer.headers["x-amzn-query-error"] {
            failure.code = String(both.prefix { $0 != ";" })
        } else {
            let type =
                answer.headers["x-amzn-ErrorType"] ?? body["__type"]?.asString
                ?? body["code"]?.asString ?? ""
            failure.code = service.errorCode(of: type)
        }
    }

    private static func readXML(_ answer: WireAnswer, into failure: inout AWSFailure) {
        // Where the body is no XML, the caller falls back to status and text.
        guard case .map(let root)? = (try? XMLReader.read(answer.body))?.value else { return }
        // S3's errors stand alone, those of others in an answer of errors.
        let error = if case .map(let inner)? = root["Error"] { inner } else { root }
        failure.code = error["Code"]?.asString ?? ""
        failure.message = error["Message"]?.asString ?? ""
        failure.reason = error["Condition"]?.asString
        failure.requestID = root["RequestId"]?.asString ?? failure.requestID
    }
}
