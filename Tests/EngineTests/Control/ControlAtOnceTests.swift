// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import SluiceWire
import Testing

@testable import SluiceEngine
@testable import SluiceHTTP

@Suite struct ControlAtOnceTests {
    private static let functions = "/2015-03-31/functions/"

    private func atOnce(
        _ bench: ControlBench,
        _ uri: String,
        _ method: HTTPMethod = .GET,
        headers: HTTPHeaders = ["Host": "127.0.0.1:4570"]
    ) -> HTTPReply? {
        let head = HTTPRequestHead(
            version: .http1_1,
            method: method,
            uri: uri,
            headers: headers
        )
        return bench.gateway.answerAtOnce(
            HTTPCall(head: head, body: ByteBuffer(), bodyBytes: 0, isTooLarge: false)
        )
    }

    @Test(arguments: [
        "orders", "orders/configuration", "orders?Qualifier=live", "orders?Qualifier=1",
        "orders:1/configuration", "orders/aliases/live",
        ControlBench.arn.replacing(":", with: "%3A"),
        "nope", "orders?Qualifier=9", "orders/aliases/nope", "or%20ders", "orders?Qualifier=a%20b",
    ])
    func `single reads are answered on the loop as they are elsewhere`(rest: String) async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            let other = await bench.request("GET", Self.functions + rest)
            var ids: Set = [try #require(other.headers["x-amzn-RequestId"])]
            // The second is one that was remembered.
            for _ in 1...2 {
                let answer = try #require(atOnce(bench, Self.functions + rest))
                #expect(answer.status.code == other.status)
                #expect(answer.text == other.text)
                #expect(
                    answer.headers.map(\.name).sorted()
                        == other.headers.fields.map(\.name).sorted()
                )
                ids.insert(try #require(answer.headers.first(name: "x-amzn-RequestId")))
            }
            #expect(ids.count == 3)
        }
    }

    @Test func `what is long, written or of another service is left to others`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            for uri in ["", "orders/versions", "orders/aliases", "orders/policy"] {
                #expect(atOnce(bench, Self.functions + uri) == nil)
            }
            #expect(atOnce(bench, Self.functions + "orders", .DELETE) == nil)
            #expect(atOnce(bench, "/2015-03-31/event-source-mappings/") == nil)
            #expect(atOnce(bench, "/lambda-url/abc/") == nil)
        }
    }

    @Test func `a read sees each write that was answered, and what has ended by now`() async throws
    {
        try await ControlBench.run { bench in
            try await bench.release()
            let update = UpdateAlias(functionName: "orders", name: "live", description: "new")
            _ = try await bench.transport.send(update)
            let alias = Self.functions + "orders/aliases/live"
            #expect(atOnce(bench, alias)?.text.contains(#""Description":"new""#) == true)
            let code = UpdateFunctionCode(
                functionName: "orders",
                zipFile: try ControlBench.package("2")
            )
            _ = try await bench.transport.send(code)
            let orders = Self.functions + "orders/configuration"
            let during = #""LastUpdateStatus":"InProgress""#
            #expect(atOnce(bench, orders)?.text.contains(during) == true)
            bench.clock.advance(by: .milliseconds(200))
            #expect(atOnce(bench, orders) == nil)
            _ = await bench.aws.settle()
            let after = #""LastUpdateStatus":"Successful""#
            #expect(atOnce(bench, orders)?.text.contains(after) == true)
        }
    }

    @Test func `who is meant by something else is left to others`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            let orders = Self.functions + "orders"
            #expect(atOnce(bench, orders)?.status == .ok)
            func signed(_ scope: String) -> HTTPHeaders {
                [
                    "Host": "127.0.0.1:4570",
                    "Authorization":
                        "AWS4-HMAC-SHA256 Credential=\(scope)/aws4_request, Signature=0",
                ]
            }
            let key = "AKIDEXAMPLE/20260101"
            let own = signed("\(key)/us-east-1/lambda")
            #expect(atOnce(bench, orders, headers: own)?.status == .ok)
            let others: [HTTPHeaders] = [
                signed("\(key)/us-east-1/s3"), signed("\(key)/eu-west-1/lambda"),
                signed("111122223333/20260101/us-east-1/lambda"),
                ["Host": "abc.lambda-url.us-east-1.localhost"],
                ["Host": "127.0.0.1:4570", "X-Amz-Target": "AWSEvents.ListRules"], [:],
            ]
            for headers in others { #expect(atOnce(bench, orders, headers: headers) == nil) }
            #expect(atOnce(bench, orders + "?X-Amz-Credential=a%2Fb") == nil)
        }
    }

    @Test func `an answer names the host that was asked`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            for host in ["127.0.0.1:4570", "sluice.test:80", "127.0.0.1:4570"] {
                let answer = atOnce(bench, Self.functions + "orders", headers: ["Host": host])
                #expect(answer?.text.contains(#""Location":"http://\#(host)/"#) == true)
            }
        }
    }
}

extension HTTPReply {
    fileprivate var text: String { String(buffer: body) }
}
