// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SluiceWire

@Suite struct FailureTests {
    private func envelope(_ failure: AWSFailure) -> String {
        let answer = WireCodec.answer(failure, service: .lambda, by: .restJSON, requestID: "r")
        return String(decoding: answer.body, as: UTF8.self)
    }

    @Test(arguments: [
        ("ResourceNotFoundException", #"{"Type":"User","Message":"m"}"#),
        ("CodeSigningConfigNotFoundException", #"{"Type":"User","Message":"m"}"#),
        ("EC2ThrottledException", #"{"Type":"User","Message":"m"}"#),
        ("ServiceException", #"{"Type":"Service","Message":"m"}"#),
        ("InvalidParameterValueException", #"{"Type":"User","message":"m"}"#),
        ("ResourceConflictException", #"{"Type":"User","message":"m"}"#),
        ("PreconditionFailedException", #"{"Type":"User","message":"m"}"#),
        ("ProvisionedConcurrencyConfigNotFoundException", #"{"Type":"User","message":"m"}"#),
        ("ValidationException", #"{"message":"m"}"#),
        ("RequestEntityTooLargeException", #"{"message":"m"}"#),
    ])
    func `Lambda's envelope has its two spellings`(code: String, body: String) {
        #expect(envelope(AWSFailure(code: code, message: "m", status: 400)) == body)
    }

    @Test func `Lambda's envelope can lack a type, a text or have a reason`() {
        var untyped = AWSFailure(code: "InvalidParameterValueException", message: "m", status: 400)
        untyped.isUntyped = true
        #expect(envelope(untyped) == #"{"message":"m"}"#)
        let denied = AWSFailure(code: "AccessDeniedException", message: "", status: 403)
        #expect(envelope(denied) == #"{"Message":null}"#)
        let throttled = AWSFailure(
            code: "TooManyRequestsException",
            message: "Rate Exceeded.",
            status: 429,
            reason: "ReservedFunctionConcurrentInvocationLimitExceeded"
        )
        #expect(
            envelope(throttled)
                == #"{"Type":"User","Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","#
                + #""message":"Rate Exceeded."}"#
        )
    }

    @Test(arguments: [
        "ResourceNotFoundException", "TooManyRequestsException", "ValidationException",
        "AccessDeniedException", "ServiceException",
    ])
    func `the client reads what the server wrote`(code: String) {
        let failure = AWSFailure(
            code: code,
            message: code == "AccessDeniedException" ? "" : "it is so",
            status: 429,
            requestID: "r",
            reason: "why",
            retryAfter: 3
        )
        let answer = WireCodec.answer(failure, service: .lambda, by: .restJSON, requestID: "r")
        let read = #expect(throws: AWSFailure.self) {
            try WireCodec.output(of: PutThing.self, from: answer)
        }
        #expect(read == failure)
    }

    @Test func `CloudWatch has one fault in three dresses`() {
        let failure = AWSFailure(code: "ResourceNotFound", message: "", status: 404)
        let json = WireProtocol.awsJSON(target: "GraniteServiceVersion20100801", version: "1.0")
        let asked = WireCodec.answer(
            failure,
            service: .cloudWatch,
            by: json,
            asksForQueryErrors: true,
            requestID: "r"
        )
        #expect(asked.status == 404)
        #expect(asked.headers["x-amzn-query-error"] == "ResourceNotFound;Sender")
        let type = "com.amazonaws.cloudwatch.v2010_08_01#ResourceNotFound"
        #expect(String(decoding: asked.body, as: UTF8.self) == "{\"__type\":\"\(type)\"}")
        let plain = WireCodec.answer(failure, service: .cloudWatch, by: json, requestID: "r")
        #expect(plain.status == 400)
        #expect(plain.headers["x-amzn-query-error"] == nil)
        let form = WireCodec.answer(
            failure,
            service: .cloudWatch,
            by: .query(version: "2010-08-01"),
            requestID: "r"
        )
        #expect(form.status == 404)
        #expect(
            String(decoding: form.body, as: UTF8.self)
                == "<ErrorResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><Error>"
                + "<Type>Sender</Type><Code>ResourceNotFound</Code><Message></Message></Error>"
                + "<RequestId>r</RequestId></ErrorResponse>"
        )
    }

    @Test(arguments: [
        ("ValidationError", "com.amazon.coral.validate#ValidationException"),
        (
            "MissingParameter",
            "com.amazonaws.cloudwatch.v2010_08_01#MissingRequiredParameterException"
        ),
        (
            "InvalidParameterValue",
            "com.amazonaws.cloudwatch.v2010_08_01#InvalidParameterValueException"
        ),
        ("LimitExceeded", "com.amazonaws.cloudwatch.v2010_08_01#LimitExceeded"),
    ])
    func `CloudWatch's types and codes belong together`(code: String, type: String) {
        #expect(AWSService.cloudWatch.errorType(of: code) == type)
        #expect(AWSService.cloudWatch.errorCode(of: type) == code)
    }

    @Test(arguments: [
        ("ResourceConflictException:http://internal.amazon.com/", "ResourceConflictException"),
        ("com.amazonaws.logs#ResourceNotFoundException", "ResourceNotFoundException"),
        ("Throttling", "Throttling"),
    ])
    func `decorated codes are undressed`(type: String, code: String) {
        let answer = WireAnswer(status: 400, headers: ["x-amzn-errortype": type])
        #expect(WireCodec.failure(from: answer, of: .lambda).code == code)
    }

    @Test func `an error's answer from something else than AWS keeps status and text`() {
        let page = "<html>Bad Gateway</html>"
        let answer = WireAnswer(status: 502, body: Array(page.utf8))
        let failure = WireCodec.failure(from: answer, of: .lambda)
        #expect(failure == AWSFailure(code: "HTTP502", message: page, status: 502))
        #expect(WireCodec.failure(from: answer, of: .sts) == failure)
    }

    @Test func `a query service's error is read from XML`() {
        let body = """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error>
            <Type>Sender</Type><Code>ExpiredToken</Code><Message>The token &amp; more</Message>
            </Error><RequestId>abc</RequestId></ErrorResponse>
            """
        let answer = WireAnswer(status: 403, body: Array(body.utf8))
        let expected = AWSFailure(
            code: "ExpiredToken",
            message: "The token & more",
            status: 403,
            requestID: "abc"
        )
        #expect(WireCodec.failure(from: answer, of: .sts) == expected)
    }
}
