// SPDX-License-Identifier: Apache-2.0

/// How failures look to clients.
extension WireCodec {
    /// The answer that tells a client of a failure, in the form of its protocol.
    ///
    /// `asksForQueryErrors` says whether a JSON client asked for the codes of the query protocol
    /// (`WireRequest.asksForQueryErrors`); without, CloudWatch's client errors are all 400.
    public static func answer(
        _ failure: AWSFailure,
        service: AWSService,
        by wire: WireProtocol,
        asksForQueryErrors: Bool = false,
        requestID: String
    ) -> WireAnswer {
        var answer = WireAnswer(
            status: failure.status == 0 ? 500 : failure.status,
            headers: ["x-amzn-RequestId": requestID]
        )
        if let seconds = failure.retryAfter { answer.headers["Retry-After"] = String(seconds) }
        switch wire {
        case .restJSON:
            answer.headers["Content-Type"] = "application/json"
            answer.headers["x-amzn-ErrorType"] = failure.code
            answer.body = JSONWriter.write(.map(lambdaError(failure)))
        case .awsJSON(_, let version):
            answer.headers["Content-Type"] = "application/x-amz-json-\(version)"
            let body = typedError(failure, service, asksForQueryErrors, &answer)
            answer.body = JSONWriter.write(.map(body))
        case .rpcCBOR:
            answer.headers["Content-Type"] = "application/cbor"
            answer.headers["smithy-protocol"] = "rpc-v2-cbor"
            let body = typedError(failure, service, asksForQueryErrors, &answer)
            answer.body = CBORWriter.write(.map(body))
        case .query:
            answer.headers["Content-Type"] = "text/xml"
            answer.body = xmlError(failure, service, answer.status, requestID)
        case .restXML:
            answer.headers["Content-Type"] = "application/xml"
            answer.headers["x-amz-request-id"] = requestID
            answer.body = bareXMLError(failure, requestID)
        }
        return answer
    }

    /// A type and a text; who asks for it gets the code of the query protocol and its status as well.
    private static func typedError(
        _ failure: AWSFailure,
        _ service: AWSService,
        _ asksForQueryErrors: Bool,
        _ answer: inout WireAnswer
    ) -> WireMap {
        if asksForQueryErrors {
            let fault = answer.status >= 500 ? "Receiver" : "Sender"
            answer.headers["x-amzn-query-error"] = "\(failure.code);\(fault)"
        } else if answer.status < 500 {
            answer.status = 400
        }
        var body: WireMap = ["__type": .string(service.errorType(of: failure.code))]
        if !failure.message.isEmpty { body.append("message", .string(failure.message)) }
        return body
    }

    /// Lambda's own envelope: two spellings of the text's key, and a type that some leave out.
    private static func lambdaError(_ failure: AWSFailure) -> WireMap {
        let isServers = failure.code == "ServiceException"
        var body = WireMap()
        if !failure.isUntyped, !untypedCodes.contains(failure.code) {
            body.append("Type", .string(isServers ? "Service" : "User"))
        }
        if let reason = failure.reason { body.append("Reason", .string(reason)) }
        let text: WireValue = failure.message.isEmpty ? .null : .string(failure.message)
        body.append(hasCapitalMessage(failure.code) ? "Message" : "message", text)
        return body
    }

    private static let untypedCodes: Set = [
        "ValidationException", "RequestEntityTooLargeException", "AccessDeniedException",
        "UnknownOperationException", "SerializationException",
    ]

    private static let capitalCodes: Set = [
        "ResourceNotFoundException", "CodeSigningConfigNotFoundException", "ServiceException",
        "ResourceInUseException", "SubnetIPAddressLimitReachedException", "AccessDeniedException",
        "UnknownOperationException", "SerializationException",
    ]

    private static func hasCapitalMessage(_ code: String) -> Bool {
        capitalCodes.contains(code) || code.hasPrefix("EC2") || code.hasPrefix("KMS")
            || code.hasPrefix("EFS")
    }

    private static func xmlError(
        _ failure: AWSFailure,
        _ service: AWSService,
        _ status: Int,
        _ requestID: String
    ) -> [UInt8] {
        let error: WireMap = [
            "Type": .string(status >= 500 ? "Receiver" : "Sender"),
            "Code": .string(failure.code),
            "Message": .string(failure.message),
        ]
        var text = ""
        XMLWriter.element(
            "ErrorResponse",
            .map(["Error": .map(error), "RequestId": .string(requestID)]),
            attributes: " xmlns=\"\(service.xmlNamespace)\"",
            into: &text
        )
        return Array(text.utf8)
    }

    /// What a service answers to a request for an operation that it does not know.
    public static func unknownOperation(_ name: String, by wire: WireProtocol) -> AWSFailure {
        switch wire {
        case .restJSON:
            AWSFailure(
                code: "UnknownOperationException",
                message: "Unknown operation: \(name)",
                status: 404
            )
        case .awsJSON, .rpcCBOR:
            AWSFailure(
                code: "UnknownOperationException",
                message: "The operation \(name) is not known",
                status: 400
            )
        case .query:
            AWSFailure(
                code: "InvalidAction",
                message: "The action \(name) is not valid for this web service.",
                status: 400
            )
        case .restXML:
            AWSFailure(
                code: "NotImplemented",
                message: "A header you provided implies functionality that is not implemented",
                status: 400
            )
        }
    }

    /// What a service answers to a body that is no document of its format.
    static func unreadable(
        _ fault: FormatFault,
        _ service: AWSService,
        _ wire: WireProtocol
    ) -> AWSFailure {
        switch wire {
        case .restJSON:
            AWSFailure(
                code: "InvalidRequestContentException",
                message: "Could not parse request body into json: \(fault.sentence)",
                status: 400
            )
        case .awsJSON, .rpcCBOR:
            AWSFailure(
                code: "SerializationException",
                message: "Could not parse the body: \(fault.sentence)",
                status: 400
            )
        case .query: AWSFailure(code: "MalformedInput", message: fault.sentence, status: 400)
        case .restXML:
            AWSFailure(
                code: "MalformedXML",
                message: "The XML you provided was not well-formed or did not validate against our "
                    + "published schema",
                status: 400
            )
        }
    }

    /// What a service answers to a document whose members are absent or of a wrong type.
    ///
    /// `others` are further members that are absent.
    static func refused(
        _ sentence: DecodingSentence,
        and others: [DecodingSentence],
        _ service: AWSService,
        _ wire: WireProtocol
    ) -> AWSFailure {
        guard sentence.isAbsence else {
            let isForm = if case .query = wire { true } else { false }
            let code = isForm ? "MalformedInput" : "SerializationException"
            return AWSFailure(code: code, message: sentence.text, status: 400)
        }
        let faults = ([sentence] + others).map(\.fault)
        let count = faults.count == 1 ? "1 validation error" : "\(faults.count) validation errors"
        let text = "\(count) detected: \(faults.joined(separator: "; "))"
        switch service {
        case .s3:
            return AWSFailure(
                code: "InvalidRequest",
                message: "Missing required parameter: \(sentence.name)",
                status: 400
            )
        case .lambda:
            return AWSFailure(code: "ValidationException", message: text, status: 400)
        case .logs:
            return AWSFailure(
                code: "InvalidParameterException",
                message: text,
                status: 400
            )
        case .sns:
            return AWSFailure(
                code: "InvalidParameter",
                message: "Invalid parameter: \(sentence.name)",
                status: 400
            )
        case .iam, .cloudFormation:
            return AWSFailure(
                code: "ValidationError",
                message: text,
                status: 400
            )
        case .sqs:
            return AWSFailure(
                code: "MissingParameter",
                message: "The request must contain the parameter \(sentence.name).",
                status: 400
            )
        case .cloudWatch, .sts:
            return AWSFailure(
                code: "MissingParameter",
                message: "The parameter \(sentence.place) is required.",
                status: 400
            )
        }
    }
}
