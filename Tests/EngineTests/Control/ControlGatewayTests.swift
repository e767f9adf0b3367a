// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceHTTP
import SluiceWire
import Testing

@testable import SluiceEngine

@Suite struct ControlGatewayTests {
    private static let json = ["Content-Type": "application/json"] as HTTPFields

    @Test func `Lambda's paths lead to Lambda, however the name is written`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            for name in ["orders", "orders%3Alive", ControlBench.arn.replacing(":", with: "%3A")] {
                let answer = await bench.request(
                    "GET",
                    "/2015-03-31/functions/\(name)/configuration"
                )
                #expect(answer.status == 200)
                #expect(answer.text.contains(#""FunctionName":"orders""#))
                #expect(answer.headers["x-amzn-RequestId"]?.count == 36)
            }
            let list = await bench.request("GET", "/2015-03-31/functions/?MaxItems=10")
            #expect(list.text.contains(#""Functions":[{"#))
        }
    }

    @Test func `absent and empty routing are told apart`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            let publish = UpdateFunctionCode(
                functionName: "orders",
                zipFile: try ControlBench.package("2"),
                publish: true
            )
            _ = try await bench.transport.send(publish)
            await bench.wait()
            let path = "/2015-03-31/functions/orders/aliases/live"
            func update(_ body: String) async -> String {
                await bench.request("PUT", path, Self.json, body: body).text
            }
            let weights = #""RoutingConfig":{"AdditionalVersionWeights":{"2":0.1}}"#
            #expect(await update("{\(weights)}").contains(weights))
            #expect(await update(#"{"Description":"d"}"#).contains(weights))
            #expect(await !update(#"{"RoutingConfig":{}}"#).contains("RoutingConfig"))
        }
    }

    @Test(arguments: [
        (
            "GET", "/2015-03-31/functions/nope", "ResourceNotFoundException", 404,
            #"{"Type":"User","Message":"Function not found: arn:aws:lambda:us-east-1:000000000000:function:nope"}"#
        ),
        ("PUT", "/2015-03-31/functions/orders/code?x", "InvalidRequestContentException", 400, ""),
        (
            "POST", "/2015-03-31/functions", "ValidationException", 400,
            #"{"message":"3 validation errors detected: "#
                + "Value null at 'functionName' failed to satisfy constraint: Member must not be null; "
                + "Value null at 'role' failed to satisfy constraint: Member must not be null; "
                + #"Value null at 'code' failed to satisfy constraint: Member must not be null"}"#
        ),
        ("GET", "/2030-01-01/durable", "UnknownOperationException", 404, ""),
    ])
    func `refusals come in Lambda's envelope`(
        method: String,
        uri: String,
        code: String,
        status: Int,
        body: String
    ) async throws {
        try await ControlBench.run { bench in
            let sent = method == "PUT" ? "{no json" : method == "POST" ? "{}" : ""
            let answer = await bench.request(method, uri, Self.json, body: sent)
            #expect(answer.headers["x-amzn-ErrorType"] == code)
            #expect(answer.status == status)
            if !body.isEmpty { #expect(answer.text == body) }
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(answer.body))
            }
        }
    }

    struct Unknown: Sendable {
        var method = "POST"
        var uri = "/"
        var headers: [(String, String)] = []
        var body = ""
        var status = 400
        var contains: String
    }

    @Test(arguments: [
        Unknown(
            headers: [("X-Amz-Target", "CodeDeploy_20141006.CreateApplication")],
            contains: #"{"__type":"UnknownOperationException","message":""#
        ),
        Unknown(
            headers: [("X-Amz-Target", "Logs_20140328.PutQueryDefinition")],
            contains: "UnknownOperationException"
        ),
        Unknown(
            headers: [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: "Action=GetUser&Version=2010-05-08",
            contains: "<Code>InvalidAction</Code>"
        ),
        Unknown(
            headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: "Action=PutDashboard&Version=2010-08-01",
            contains: "<Code>InvalidAction</Code>"
        ),
        Unknown(
            uri: "/service/GraniteServiceVersion20100801/operation/PutDashboard",
            contains: "UnknownOperationException"
        ),
        Unknown(
            method: "GET",
            uri: "/bucket/key",
            headers: [("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/s3/aws4_request")],
            status: 404,
            contains: "<Code>NoSuchBucket</Code>"
        ),
        Unknown(
            headers: [
                ("Content-Type", "application/x-www-form-urlencoded"),
                (
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=a/b/c/ec2/aws4_request, Signature=d"
                ),
            ],
            body: "Action=DescribeVpcs&Version=2016-11-15",
            contains: "<Response><Errors><Error><Code>InvalidAction</Code>"
        ),
        Unknown(
            method: "GET",
            uri: "/2013-04-01/hostedzone",
            headers: [("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/route53/aws4_request")],
            status: 404,
            contains: "<ErrorResponse><Error><Type>Sender</Type><Code>UnknownOperationException"
        ),
        Unknown(
            method: "GET",
            uri: "/restapis",
            headers: [
                ("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/apigateway/aws4_request")
            ],
            status: 404,
            contains: #"{"message":"This service"#
        ),
        Unknown(method: "GET", uri: "/favicon.ico", status: 404, contains: #"{"Message":"#),
    ])
    func `what is not offered is refused plainly in the client's own form`(
        _ unknown: Unknown
    ) async throws {
        try await ControlBench.run { bench in
            var headers = HTTPFields()
            for (name, value) in unknown.headers { headers.add(name, value) }
            let answer = await bench.request(
                unknown.method,
                unknown.uri,
                headers,
                body: unknown.body
            )
            #expect(answer.status == unknown.status)
            #expect(answer.text.contains(unknown.contains))
            #expect(!answer.text.contains("<html"))
        }
    }

    @Test func `one caller's identity, asked by form`() async throws {
        try await ControlBench.run { bench in
            let answer = await bench.request(
                "POST",
                "/",
                ["Content-Type": "application/x-www-form-urlencoded"],
                body: "Action=GetCallerIdentity&Version=2011-06-15"
            )
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == "text/xml")
            #expect(answer.text.contains("<Account>000000000000</Account>"))
        }
    }

    @Test func `metrics are answered to JSON and to forms`() async throws {
        try await ControlBench.run { bench in
            let json = await bench.request(
                "POST",
                "/",
                [
                    "X-Amz-Target": "GraniteServiceVersion20100801.ListMetrics",
                    "X-Amzn-Query-Mode": "true",
                ],
                body: "{}"
            )
            #expect(json.text == #"{"Metrics":[]}"#)
            #expect(json.headers["Content-Type"] == "application/x-amz-json-1.0")
            let form = await bench.request(
                "POST",
                "/",
                ["Content-Type": "application/x-www-form-urlencoded"],
                body: "Action=ListMetrics&Version=2010-08-01"
            )
            #expect(form.text.hasPrefix("<ListMetricsResponse"))
        }
    }

    @Test func `a package can be fetched where its function says`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            let answer = try await bench.transport.send(GetFunction(functionName: "orders:live"))
            let location = try #require(answer.code?.location)
            #expect(location.hasPrefix("http://127.0.0.1:1/_sluice/code/"))
            let path = String(location.dropFirst("http://127.0.0.1:1".count))
            let package = await bench.request("GET", path)
            #expect(package.status == 200)
            #expect(package.body == (try ControlBench.package().bytes))
            for path in ["/_sluice/code/..%2fstate.sqlite", "/_sluice/code/../state.sqlite.zip"] {
                #expect(await bench.request("GET", path).status == 404)
            }
        }
    }

    @Test func `health names the period of metrics`() async throws {
        try await ControlBench.run { bench in
            let answer = await bench.request("GET", "/_sluice/health")
            #expect(answer.text == #"{"status":"ok","metricPeriod":1}"#)
        }
        try await ControlBench.run {
            $0.metricDelay = .seconds(60)
        } _: { bench in
            let answer = await bench.request("GET", "/_sluice/health")
            #expect(answer.text == #"{"status":"ok","metricPeriod":60}"#)
        }
    }

    @Test(
        arguments: [
            (["Host": "127.0.0.1:4570", "Origin": "http://evil.example"], 403),
            (["Host": "evil.example:4570", "Origin": "http://evil.example:4570"], 403),
            (["Host": "127.evil.example", "Origin": "http://127.evil.example"], 403),
            (["Host": "127.0.0.1:4570", "Sec-Fetch-Site": "cross-site"], 403),
            (["Host": "127.0.0.1:4570", "Origin": "null"], 403),
            (["Host": "127.0.0.1:4570", "Origin": "http://127.0.0.1:4570"], 404),
            (["Host": "sluice.internal:4570"], 404),
        ] as [(HTTPFields, Int)]
    )
    func `a page of another origin changes nothing`(headers: HTTPFields, status: Int) async throws {
        try await ControlBench.run { bench in
            let answer = await bench.request("DELETE", "/2015-03-31/functions/orders", headers)
            #expect(answer.status == status)
        }
    }
}
