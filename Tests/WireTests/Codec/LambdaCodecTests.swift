// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SluiceWire

@Suite struct LambdaCodecTests {
    private let full = PutThing(
        thingName: "arn:aws:lambda:eu-west-1:123456789012:function:ü/x",
        number: 7,
        qualifier: "$LATEST",
        tagKeys: ["a b", "c&d"],
        mode: "Event",
        note: "two\nlines"
    )

    private func serve<Operation: AWSOperation>(
        _ type: Operation.Type,
        _ request: WireRequest
    ) throws -> Operation {
        let table = RouteTable([type])
        let match = try #require(
            table.find(method: request.method, path: request.path, query: request.query)
        )
        return try WireCodec.operation(
            type,
            from: request,
            by: .restJSON,
            pathMembers: match.pathMembers
        )
    }

    @Test func `every member goes where the route says`() throws {
        let request = try WireCodec.request(for: full)
        #expect(
            request
                == WireRequest(
                    method: "PUT",
                    path: "/2015-03-31/things/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012"
                        + "%3Afunction%3A%C3%BC%2Fx/parts/7",
                    query: "Qualifier=%24LATEST&tagKeys=a%20b&tagKeys=c%26d",
                    headers: ["X-Amz-Mode": "Event", "Content-Type": "application/json"],
                    body: Array(#"{"Note":"two\nlines"}"#.utf8)
                )
        )
        #expect(try serve(PutThing.self, request) == full)
    }

    @Test func `what is absent stays absent`() throws {
        let least = PutThing(thingName: "f", number: 0)
        let request = try WireCodec.request(for: least)
        #expect(request.target == "/2015-03-31/things/f/parts/0")
        #expect(String(decoding: request.body, as: UTF8.self) == "{}")
        #expect(try serve(PutThing.self, request) == least)
        let drop = try WireCodec.request(for: DropThing(thingName: "f"))
        #expect(drop.body.isEmpty)
        #expect(drop.headers == [:])
    }

    @Test func `an empty member of the path is not sent`() {
        let failure = #expect(throws: AWSFailure.self) {
            try WireCodec.request(for: DropThing(thingName: ""))
        }
        #expect(failure?.kind == .notSent)
        #expect(failure?.message == "ThingName is empty")
    }

    @Test func `the body cannot overrule the address, and one value is a list of one`() throws {
        var request = try WireCodec.request(for: PutThing(thingName: "f", number: 1))
        request.body = Array(#"{"ThingName":"g","Qualifier":"9","Note":"n"}"#.utf8)
        request.query = "tagKeys=a"
        let operation = try serve(PutThing.self, request)
        #expect(operation == PutThing(thingName: "f", number: 1, tagKeys: ["a"], note: "n"))
    }

    @Test(arguments: [
        (
            "{", 400, "InvalidRequestContentException",
            "Could not parse request body into json: expected a name in quotes at byte 1"
        ),
        (
            "[1]", 400, "InvalidRequestContentException",
            "Could not parse request body into json: expected an object at byte 0"
        ),
        (
            #"{"Note":1}"#, 400, "SerializationException",
            "note: a number cannot be converted to a string"
        ),
    ])
    func `a bad body is answered in Lambda's words`(
        body: String,
        status: Int,
        code: String,
        message: String
    ) throws {
        var request = try WireCodec.request(for: PutThing(thingName: "f", number: 1))
        request.body = Array(body.utf8)
        let failure = #expect(throws: AWSFailure.self) { try serve(PutThing.self, request) }
        #expect(failure == AWSFailure(code: code, message: message, status: status))
    }

    @Test func `an absent member is answered as Lambda's validator does`() throws {
        let request = WireRequest(method: "PUT", path: "/")
        let failure = #expect(throws: AWSFailure.self) {
            try WireCodec.operation(
                PutThing.self,
                from: request,
                by: .restJSON,
                pathMembers: ["ThingName": "f"]
            )
        }
        let message =
            "1 validation error detected: Value null at 'number' failed to satisfy constraint: "
            + "Member must not be null"
        #expect(failure == AWSFailure(code: "ValidationException", message: message, status: 400))
    }

    @Test(arguments: [[], Array("{}".utf8), [0, 255, 10], Array("\"ü\"".utf8)])
    func `a payload is raw both ways`(payload: [UInt8]) throws {
        let blob = payload.isEmpty ? nil : Blob(payload)
        let call = CallThing(
            thingName: "f",
            qualifier: "live",
            invocationType: "Event",
            payload: blob
        )
        let request = try WireCodec.request(for: call)
        #expect(request.body == payload)
        #expect(try serve(CallThing.self, request) == call)
        let output = CallThing.Output(
            statusCode: 200,
            functionError: "Unhandled",
            executedVersion: "41",
            payload: Blob(payload)
        )
        let answer = try WireCodec.answer(
            output,
            to: CallThing.self,
            by: .restJSON,
            requestID: "id"
        )
        #expect(answer.body == payload)
        #expect(answer.headers["x-amz-function-error"] == "Unhandled")
        #expect(answer.headers["X-Amz-Executed-Version"] == "41")
        #expect(try WireCodec.output(of: CallThing.self, from: answer) == output)
    }

    @Test func `an answer's status can be a member`() throws {
        let output = CallThing.Output(statusCode: 202)
        let answer = try WireCodec.answer(output, to: CallThing.self, by: .restJSON, requestID: "i")
        #expect(answer.status == 202)
        #expect(answer.headers["X-Amz-Function-Error"] == nil)
        #expect(try WireCodec.output(of: CallThing.self, from: answer).statusCode == 202)
    }

    @Test func `answers take the route's status and 204 has no body`() throws {
        let put = try WireCodec.answer(
            PutThing.Output(note: "ü"),
            to: PutThing.self,
            by: .restJSON,
            requestID: "r-1"
        )
        #expect(
            put
                == WireAnswer(
                    status: 202,
                    headers: ["x-amzn-RequestId": "r-1", "Content-Type": "application/json"],
                    body: Array(#"{"Note":"ü"}"#.utf8)
                )
        )
        let drop = try WireCodec.answer(
            DropThing.Output(),
            to: DropThing.self,
            by: .restJSON,
            requestID: "r-2"
        )
        #expect(drop == WireAnswer(status: 204, headers: ["x-amzn-RequestId": "r-2"]))
        #expect(try WireCodec.output(of: DropThing.self, from: drop) == DropThing.Output())
    }

    @Test func `a good answer that cannot be understood is malformed`() {
        let answer = WireAnswer(status: 200, headers: ["x-amzn-requestid": "q"], body: [0x7b])
        let failure = #expect(throws: AWSFailure.self) {
            try WireCodec.output(of: PutThing.self, from: answer)
        }
        #expect(failure?.kind == .malformed)
        #expect(failure?.requestID == "q")
        #expect(failure?.isOutcomeUnknown == true)
    }
}
