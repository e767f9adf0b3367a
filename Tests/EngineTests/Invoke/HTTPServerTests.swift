// SPDX-License-Identifier: Apache-2.0
import SluiceHTTP
import Testing

@Suite struct HTTPServerTests {
    private func serve(
        bodyBytesMax: Int? = nil,
        _ body: (Probe, HTTPServer) async throws -> Void
    ) async throws {
        let server = try await HTTPServer.start(
            host: "127.0.0.1",
            port: 0,
            bodyBytesMax: bodyBytesMax
        ) { request in
            HTTPResponse(
                status: 200,
                headers: ["X-Path": String(request.path), "X-Query": String(request.query)],
                body: Array("\(request.method) ".utf8) + request.body
            )
        }
        do {
            try await body(Probe(port: server.port), server)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    @Test func `a request and its answer go through whole`() async throws {
        try await serve { probe, _ in
            let answer = try await probe.send("PUT", "/a%20b?c=d", body: "text")
            #expect(answer.status == 200)
            #expect(answer.headers["x-path"] == "/a%20b")
            #expect(answer.headers["x-query"] == "c=d")
            #expect(answer.headers["connection"] == "close")
            #expect(answer.body == "PUT text")
        }
    }

    @Test func `a connection serves several requests, chunked bodies too`() async throws {
        try await serve { probe, _ in
            let text = try await probe.exchange(
                "POST /1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
                    + "GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            )
            #expect(text.contains("POST abcde"))
            #expect(text.hasSuffix("GET "))
            #expect(text.split(separator: "HTTP/1.1 200 OK").count == 2)
        }
    }

    @Test func `HEAD gets the length and no body`() async throws {
        try await serve { probe, _ in
            let answer = try await probe.send("HEAD", "/")
            #expect(answer.headers["content-length"] == "5")
            #expect(answer.body == "")
        }
    }

    @Test func `a client that asks first is told to go on`() async throws {
        try await serve { probe, _ in
            let text = try await probe.exchange(
                "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 2\r\n\r\nhi"
            )
            #expect(text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
            #expect(text.hasSuffix("POST hi"))
        }
    }

    @Test func `a body over the limit is refused, and so is the announcement of one`() async throws
    {
        try await serve(bodyBytesMax: 10) { probe, _ in
            #expect(try await probe.send("POST", "/", body: "0123456789").status == 200)
            #expect(try await probe.send("POST", "/", body: "0123456789a").status == 413)
            let text = try await probe.exchange(
                "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n"
            )
            #expect(text.hasPrefix("HTTP/1.1 413 Payload Too Large\r\n"))
        }
    }

    @Test func `what is no HTTP is answered with 400`() async throws {
        try await serve { probe, _ in
            let text = try await probe.exchange("nonsense\r\n\r\n")
            #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        }
    }

    @Test func `a server that stopped takes no more connections`() async throws {
        try await serve { probe, server in
            await server.stop()
            await #expect(throws: (any Error).self) { try await probe.send("GET", "/") }
        }
    }

    @Test func `header fields are found in any case`() {
        var fields: HTTPFields = ["Content-Type": "a", "X": "1", "x": "2"]
        #expect(fields["content-TYPE"] == "a")
        #expect(fields["x"] == "1")
        fields["X"] = "3"
        #expect(fields.fields.map(\.value) == ["a", "3"])
        fields["content-type"] = nil
        #expect(fields["Content-Type"] == nil)
    }
}
