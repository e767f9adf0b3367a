// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceWire

@Suite struct CloudWatchCodecTests {
    private let json = WireProtocol.awsJSON(target: "GraniteServiceVersion20100801", version: "1.0")
    private let query = WireProtocol.query(version: "2010-08-01")
    private let operation = GetReading(
        queries: [
            .init(id: "m1", period: 60, returnData: false), .init(id: "m2", period: 300),
        ],
        startTime: WireTimestamp(Timestamp(second: 1_700_000_000))
    )
    private let output = GetReading.Output(
        results: [
            .init(
                id: "m1",
                values: [1, 0.25],
                timestamps: [WireTimestamp(Timestamp(millisecondsSince1970: 1_700_000_000_500))]
            ),
            .init(id: "m2", values: [], timestamps: []),
        ],
        nextToken: "<next>"
    )

    @Test func `JSON carries target, query mode and numbers for times`() throws {
        let request = try WireCodec.request(for: operation)
        let expected = WireRequest(
            method: "POST",
            path: "/",
            headers: [
                "Content-Type": "application/x-amz-json-1.0",
                "X-Amz-Target": "GraniteServiceVersion20100801.GetReading",
                "X-Amzn-Query-Mode": "true",
            ],
            body: Array(
                (#"{"Queries":[{"Id":"m1","Period":60,"ReturnData":false},"#
                    + #"{"Id":"m2","Period":300}],"StartTime":1700000000}"#).utf8
            )
        )
        #expect(request == expected)
        #expect(request.asksForQueryErrors)
        #expect(WireCodec.operationName(in: request, by: json) == "GetReading")
        #expect(try WireCodec.operation(GetReading.self, from: request, by: json) == operation)
    }

    @Test func `a form is the same operation`() throws {
        let form =
            "Action=GetReading&Version=2010-08-01&StartTime=2023-11-14T22%3A13%3A20Z"
            + "&Queries.member.2.Id=m2&Queries.member.2.Period=300"
            + "&Queries.member.1.Id=m1&Queries.member.1.Period=60"
            + "&Queries.member.1.ReturnData=false"
        let request = WireRequest(method: "POST", path: "/", body: Array(form.utf8))
        #expect(WireCodec.operationName(in: request, by: query) == "GetReading")
        #expect(try WireCodec.operation(GetReading.self, from: request, by: query) == operation)
    }

    @Test func `answers read back in JSON and are right in XML`() throws {
        let answer = try WireCodec.answer(output, to: GetReading.self, by: json, requestID: "r")
        #expect(answer.headers["Content-Type"] == "application/x-amz-json-1.0")
        #expect(try WireCodec.output(of: GetReading.self, from: answer) == output)
        let xml = try WireCodec.answer(output, to: GetReading.self, by: query, requestID: "r")
        #expect(xml.headers["Content-Type"] == "text/xml")
        #expect(
            String(decoding: xml.body, as: UTF8.self)
                == "<GetReadingResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\">"
                + "<GetReadingResult><Results><member><Id>m1</Id><Values><member>1.0</member>"
                + "<member>0.25</member></Values><Timestamps><member>2023-11-14T22:13:20.500Z"
                + "</member></Timestamps></member><member><Id>m2</Id><Values></Values>"
                + "<Timestamps></Timestamps></member></Results><NextToken>&lt;next&gt;</NextToken>"
                + "</GetReadingResult><ResponseMetadata><RequestId>r</RequestId>"
                + "</ResponseMetadata></GetReadingResponse>"
        )
    }

    @Test func `faults in requests are told in the service's codes`() {
        let absent = WireRequest(method: "POST", path: "/", body: Array("{}".utf8))
        let first = #expect(throws: AWSFailure.self) {
            try WireCodec.operation(GetReading.self, from: absent, by: json)
        }
        #expect(first?.code == "MissingParameter")
        #expect(first?.message == "The parameter StartTime is required.")
        let wrong = WireRequest(method: "POST", path: "/", body: Array("StartTime=soon".utf8))
        let second = #expect(throws: AWSFailure.self) {
            try WireCodec.operation(GetReading.self, from: wrong, by: query)
        }
        #expect(second?.code == "MalformedInput")
        #expect(second?.message == "startTime: a string cannot be converted to a timestamp")
        #expect(WireCodec.unknownOperation("X", by: query).code == "InvalidAction")
    }
}
