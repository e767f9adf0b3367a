// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceWire

/// S3's protocol, from both ends.
@Suite struct ObjectCodecTests {
    private let time = WireTimestamp(Timestamp(second: 1_795_564_800))

    @Test func `an object goes out raw, with its headers`() throws {
        let request = try WireCodec.request(
            for: PutObject(
                bucket: "journal",
                key: "a/b c",
                body: Blob(utf8: "hello"),
                expires: time,
                ifNoneMatch: "*",
                metadata: ["owner": "me"]
            )
        )
        #expect(request.method == "PUT")
        #expect(request.target == "/journal/a/b%20c")
        #expect(request.headers["If-None-Match"] == "*")
        #expect(request.headers["x-amz-meta-owner"] == "me")
        #expect(request.headers["Expires"] == "Wed, 25 Nov 2026 00:00:00 GMT")
        #expect(request.body == Array("hello".utf8))
        let served = try WireCodec.operation(
            PutObject.self,
            from: request,
            by: .restXML,
            pathMembers: ["Bucket": "journal", "Key": "a/b c"]
        )
        #expect(served.body?.text == "hello")
        #expect(served.metadata == ["owner": "me"])
        #expect(served.expires == time)
    }

    @Test func `a list is read as it was written`() throws {
        let output = ListObjectsV2.Output(
            isTruncated: false,
            contents: [S3Object(key: "a<b", lastModified: time, eTag: "\"1\"", size: 3)],
            name: "journal",
            commonPrefixes: [CommonPrefix(prefix: "a/"), CommonPrefix(prefix: "b/")],
            keyCount: 3
        )
        let answer = try WireCodec.answer(
            output,
            to: ListObjectsV2.self,
            by: .restXML,
            requestID: "r"
        )
        #expect(answer.headers["x-amz-request-id"] == "r")
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.contains("<Contents><Key>a&lt;b</Key>"))
        #expect(try WireCodec.output(of: ListObjectsV2.self, from: answer) == output)
    }

    @Test func `a range has a status of its own`() throws {
        var output = GetObject.Output(body: Blob(utf8: "23"), metadata: ["a": "b"])
        output.contentRange = "bytes 2-3/10"
        let answer = try WireCodec.answer(output, to: GetObject.self, by: .restXML, requestID: "r")
        #expect(answer.status == 206)
        let read = try WireCodec.output(of: GetObject.self, from: answer)
        #expect(read.body?.text == "23")
        #expect(read.metadata == ["a": "b"])
    }

    @Test func `failures stand alone, and a status can be all there is`() throws {
        let failure = AWSFailure(
            code: "PreconditionFailed",
            message: "no",
            status: 412,
            reason: "If-None-Match"
        )
        let answer = WireCodec.answer(failure, service: .s3, by: .restXML, requestID: "r")
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.contains("<Error><Code>PreconditionFailed</Code>"))
        var read = WireCodec.failure(from: answer, of: .s3)
        read.requestID = nil
        #expect(read == failure)
        let bare = WireCodec.failure(from: WireAnswer(status: 404), of: .s3)
        #expect(bare.code == "NotFound")
    }

    @Test(
        arguments: [
            ("GET", "/b?list-type=2", "b", nil, "ListObjectsV2"),
            ("PUT", "/b", "b", nil, "CreateBucket"), ("PUT", "/b/k", "b", "k", "PutObject"),
            ("GET", "/b/k?x-id=GetObject", "b", "k", "GetObject"),
            ("HEAD", "/b", "b", nil, "HeadBucket"), ("DELETE", "/b/k", "b", "k", "DeleteObject"),
        ] as [(String, String, String?, String?, String)]
    )
    func `a request finds its operation`(
        method: String,
        target: String,
        bucket: String?,
        key: String?,
        name: String
    ) {
        let request = WireRequest(method: method, target: target)
        let match = RouteTable(AllOperations.all).find(request, bucket: bucket, key: key)
        #expect(match?.operation.name == name)
    }
}
