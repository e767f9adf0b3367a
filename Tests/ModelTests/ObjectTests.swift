// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceModel

/// S3 as a value, without bytes.
@Suite struct ObjectTests {
    private var s3: S3Model

    private let now = Timestamp(second: 1_800_000_000)

    init() throws {
        var s3 = S3Model()
        _ = try s3.create(CreateBucket(bucket: "journal"), at: now)
        s3.settle()
        self.s3 = s3
    }

    private func content(_ text: String) -> ObjectContent {
        ObjectContent(id: text, size: text.utf8.count, md5: "tag-\(text)")
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch let failure as AWSFailure {
            return "\(failure.status) \(failure.code)"
        } catch {
            return "\(error)"
        }
    }

    @Test func `of two writers of one key, the second is refused`() throws {
        var s3 = s3
        let write = PutObject(bucket: "journal", key: "1", ifNoneMatch: "*")
        let tag = try s3.put(write, content("a"), nil, at: now).eTag
        #expect(tag == "\"tag-a\"")
        #expect(
            code { _ = try s3.put(write, content("b"), nil, at: now) } == "412 PreconditionFailed"
        )
        var next = PutObject(bucket: "journal", key: "1", ifMatch: tag)
        _ = try s3.put(next, content("b"), nil, at: now)
        #expect(
            code { _ = try s3.put(next, content("c"), nil, at: now) } == "412 PreconditionFailed"
        )
        next.key = "2"
        #expect(code { _ = try s3.put(next, content("c"), nil, at: now) } == "404 NoSuchKey")
    }

    @Test func `what is not kept is taken back`() throws {
        var s3 = s3
        _ = try s3.put(PutObject(bucket: "journal", key: "1"), content("a"), nil, at: now)
        s3.settle()
        _ = try s3.put(PutObject(bucket: "journal", key: "1"), content("b"), nil, at: now)
        _ = try s3.put(PutObject(bucket: "journal", key: "2"), content("b"), nil, at: now)
        #expect(s3.objects.changed == ["journal/1", "journal/2"])
        #expect(s3.objects.replaced.map(\.tag) == ["tag-a"])
        s3.revert()
        #expect(try s3.object("journal", "1").tag == "tag-a")
        #expect(code { _ = try s3.object("journal", "2") } == "404 NoSuchKey")
    }

    @Test(arguments: [
        ("bytes=0-0", 0..<1), ("bytes=3-", 3..<5), ("bytes=-2", 3..<5), ("bytes=-9", 0..<5),
        ("bytes=1-99", 1..<5), ("bytes=3-1", 0..<5), ("lines=1-2", 0..<5), ("bytes=0-1,3-4", 0..<5),
        ("bytes=0-9223372036854775807", 0..<5),
    ])
    func `ranges`(asked: String, range: Range<Int>) throws {
        var s3 = s3
        _ = try s3.put(PutObject(bucket: "journal", key: "1"), content("12345"), nil, at: now)
        #expect(
            try s3.read(GetObject(bucket: "journal", key: "1", range: asked)).range == range
        )
    }

    @Test(arguments: ["bytes=5-", "bytes=5-9", "bytes=-0", "bytes=9223372036854775807-"])
    func `a range behind the end is refused`(asked: String) throws {
        var s3 = s3
        _ = try s3.put(PutObject(bucket: "journal", key: "1"), content("12345"), nil, at: now)
        let read = GetObject(bucket: "journal", key: "1", range: asked)
        #expect(code { _ = try s3.read(read) } == "416 InvalidRange")
    }

    @Test func `pages end where they should`() throws {
        var s3 = s3
        for key in ["a/1", "a/2", "b", "c/1", "c/2", "d"] {
            _ = try s3.put(PutObject(bucket: "journal", key: key), content(key), nil, at: now)
        }
        var names: [[String]] = []
        var token: String?
        repeat {
            let page = try s3.list(
                ListObjectsV2(
                    bucket: "journal",
                    delimiter: "/",
                    maxKeys: 2,
                    continuationToken: token
                )
            )
            names.append(
                (page.contents ?? []).compactMap(\.key)
                    + (page.commonPrefixes ?? []).compactMap(\.prefix)
            )
            token = page.nextContinuationToken
        } while token != nil
        #expect(names == [["b", "a/"], ["d", "c/"]])
    }

    @Test(arguments: [
        "ab", "Abc", "a_b", "-abc", "abc-", "a..b", String(repeating: "a", count: 64),
    ])
    func `names that no bucket may have`(name: String) {
        var s3 = s3
        #expect(
            code { _ = try s3.create(CreateBucket(bucket: name), at: now) }
                == "400 InvalidBucketName"
        )
    }
}
