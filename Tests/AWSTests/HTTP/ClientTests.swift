// SPDX-License-Identifier: Apache-2.0
import Logging
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceAWS

@Suite struct ClientTests {
    private func client(
        _ url: String,
        isImpatient: Bool = false,
        variables: [String: String] = [:]
    ) throws -> AWSClient {
        let clock = StillClock(isImpatient: isImpatient)
        let settings = try AWSSettings(
            flags: AWSFlags(region: "eu-west-1", endpointURL: url, isLocal: true),
            environment: variables,
            clock: clock
        )
        return AWSClient(settings: settings, clock: clock, logger: Logger(label: "test"))
    }

    private func failure(
        _ act: ScriptedServer.Act,
        isImpatient: Bool = false
    ) async throws -> AWSFailure? {
        let server = try ScriptedServer([act])
        let client = try client(server.url, isImpatient: isImpatient)
        let failure = await #expect(throws: AWSFailure.self) {
            try await client.send(GetAlias(functionName: "orders", name: "live"))
        }
        await client.close()
        server.stop()
        return failure
    }

    @Test func `an operation is signed, sent once and its answer read`() async throws {
        let body = #"{"AliasArn":"a","Name":"live","FunctionVersion":"41","RevisionId":"r"}"#
        let server = try ScriptedServer([.answer(status: 200, body: body)])
        let client = try client(server.url + "/base", variables: ["AWS_SDK_UA_APP_ID": "shop"])
        let alias = try await client.send(GetAlias(functionName: "orders:x", name: "$LATEST"))
        await client.close()
        server.stop()
        #expect(
            alias
                == AliasConfiguration(
                    aliasArn: "a",
                    name: "live",
                    functionVersion: "41",
                    revisionId: "r"
                )
        )
        let request = try #require(server.requests.first)
        let path = "/base/2015-03-31/functions/orders%3Ax/aliases/%24LATEST"
        #expect(request.hasPrefix("GET \(path) HTTP/1.1\r\n"))
        #expect(request.contains("\r\nHost: 127.0.0.1:\(server.port)\r\n"))
        #expect(request.contains("\r\nX-Amz-Date: 20231114T221320Z\r\n"))
        #expect(request.contains("\r\nUser-Agent: sluice app/shop\r\n"))
        #expect(
            request.contains(
                "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=local/20231114/eu-west-1/lambda/"
                    + "aws4_request, SignedHeaders=host;x-amz-date, Signature="
            )
        )
        #expect(server.requests.count == 1)
    }

    @Test func `a body is sent with its length, and a form is answered in XML`() async throws {
        let xml = """
            <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn</Arn><UserId>U</UserId>
            <Account>000000000000</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
            """
        let server = try ScriptedServer([.answer(status: 200, body: xml)])
        let client = try client(server.url)
        let identity = try await client.send(GetCallerIdentity())
        await client.close()
        server.stop()
        #expect(identity.account == "000000000000")
        let request = try #require(server.requests.first)
        #expect(request.hasSuffix("\r\n\r\nAction=GetCallerIdentity&Version=2011-06-15"))
        #expect(request.lowercased().contains("\r\ncontent-length: 43\r\n"))
    }

    @Test func `an error's answer is a failure of the kind answered`() async throws {
        let failure = try await failure(
            .answer(
                status: 404,
                headers: ["x-amzn-ErrorType: ResourceNotFoundException", "x-amzn-RequestId: id"],
                body: #"{"Type":"User","Message":"no such alias"}"#
            )
        )
        #expect(
            failure
                == AWSFailure(
                    kind: .answered,
                    code: "ResourceNotFoundException",
                    message: "no such alias",
                    status: 404,
                    requestID: "id"
                )
        )
    }

    @Test func `a redirect is not followed`() async throws {
        let failure = try await failure(
            .answer(status: 307, headers: ["Location: http://127.0.0.1:1/"])
        )
        #expect(failure?.status == 307)
    }

    @Test func `a good status with nonsense is malformed`() async throws {
        let failure = try await failure(.answer(status: 200, body: "<html>"))
        #expect(failure?.kind == .malformed)
    }

    @Test func `a connection that ends without an answer leaves the effect unknown`() async throws {
        let failure = try await failure(.hangUp)
        #expect(failure?.kind == .noAnswer)
        #expect(failure?.code == "NoAnswer")
        #expect(failure?.isOutcomeUnknown == true)
    }

    @Test func `silence ends with the time that a call may take`() async throws {
        let failure = try await failure(.silence, isImpatient: true)
        #expect(failure?.kind == .noAnswer)
        #expect(failure?.message.hasSuffix(" did not answer within 1 min") == true)
    }

    @Test func `a refused connection is not sent`() async throws {
        let server = try ScriptedServer([])
        server.stop()
        let client = try client(server.url)
        let failure = await #expect(throws: AWSFailure.self) {
            try await client.send(GetCallerIdentity())
        }
        await client.close()
        #expect(
            failure
                == AWSFailure(
                    kind: .notSent,
                    code: "NoConnection",
                    message: "cannot connect to \(server.url): connection refused"
                )
        )
    }

    @Test func `without trust nothing is sent`() async throws {
        let server = try ScriptedServer([.answer(status: 200)])
        let url = "https://127.0.0.1:\(server.port)"
        let client = try client(url, variables: ["AWS_CA_BUNDLE": #filePath])
        let failure = await #expect(throws: AWSFailure.self) {
            try await client.send(GetCallerIdentity())
        }
        await client.close()
        server.stop()
        #expect(failure?.kind == .notSent)
        #expect(failure?.message.hasPrefix("no trust in \(url): ") == true)
        #expect(server.requests == [])
    }

    @Test func `without credentials nothing is sent`() async throws {
        let clock = StillClock()
        let settings = try AWSSettings(
            flags: AWSFlags(region: "eu-west-1", endpointURL: "http://127.0.0.1:1"),
            environment: [:],
            clock: clock
        )
        let client = AWSClient(settings: settings, clock: clock, logger: Logger(label: "test"))
        let failure = await #expect(throws: AWSFailure.self) {
            try await client.send(GetCallerIdentity())
        }
        await client.close()
        #expect(failure?.kind == .notSent)
        #expect(failure?.code == "NoCredentials")
    }

    @Test func `a URL is fetched unsigned, within a bound`() async throws {
        let server = try ScriptedServer([
            .answer(status: 200, body: "0123456789"), .answer(status: 200, body: "0123456789"),
        ])
        let client = try client(server.url)
        let answer = try await client.fetch(
            "\(server.url)/code?X-Amz-Signature=a%2Fb",
            bytesMax: 10
        )
        #expect(answer.body == Array("0123456789".utf8))
        let failure = await #expect(throws: AWSFailure.self) {
            try await client.fetch("\(server.url)?x=1", bytesMax: 9)
        }
        #expect(failure?.code == "AnswerTooLarge")
        let wrong = await #expect(throws: AWSFailure.self) { try await client.fetch("file:///x") }
        #expect(wrong?.kind == .notSent)
        await client.close()
        server.stop()
        #expect(server.requests[0].hasPrefix("GET /code?X-Amz-Signature=a%2Fb HTTP/1.1\r\n"))
        #expect(!server.requests[0].contains("Authorization"))
        #expect(server.requests[1].hasPrefix("GET /?x=1 HTTP/1.1\r\n"))
    }

    @Test func `a cancelled call says so`() async throws {
        let server = try ScriptedServer([.silence])
        let client = try client(server.url)
        let failure = await withTaskGroup(of: AWSFailure?.self) { group in
            group.addTask {
                do throws(AWSFailure) {
                    _ = try await client.send(GetCallerIdentity())
                    return nil
                } catch {
                    return error
                }
            }
            while server.requests.isEmpty { await Task.yield() }
            group.cancelAll()
            return await group.next() ?? nil
        }
        await client.close()
        server.stop()
        #expect(failure?.kind == .noAnswer)
        #expect(failure?.code == "Cancelled")
    }
}
