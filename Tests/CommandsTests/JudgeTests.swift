// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats
import Testing

@testable import SluiceCommands

@Suite struct JudgeTests {
    private static let example = """
        {"alpha":0.01,"retryFactor":1,"segments":[{"weight":0.1,"batches":[
          {"errors":[0,90,3,10],"throttles":[0,90,0,10],
           "latency":{"p50":[45,90,5,10],"p90":[9,90,1,10],"p99":[1,90,0,10]}}]}]}
        """

    private func judged(_ text: String, isStream: Bool = false) throws -> Judgement {
        var reader = JudgeReader(ByteFeed(text: text), isStream: isStream)
        return try reader.read()
    }

    private func fault(_ text: String, isStream: Bool = false) -> JudgeFault? {
        do {
            _ = try judged(text, isStream: isStream)
            return nil
        } catch {
            return error as? JudgeFault
        }
    }

    private func one(_ errors: String) -> String {
        #"{"segments":[{"weight":0.1,"batches":[{"errors":"# + errors + "}]}]}"
    }

    @Test func `the document is as documented`() throws {
        let judgement = try judged(one("[0,90,2,10]"))
        #expect(abs(judgement.evidence.log10 - 1.13019561712331) < 1e-9)
        let text = try JSONText.line(JudgeDocument(judgement))
        #expect(text.contains(#""detectable":{"power":0.95,"rate":0.50690"#))
        #expect(text.contains(#""failuresNeeded":1"#))
        #expect(text.contains(#""latency":0,"nonInferiority":"#))
        #expect(text.hasSuffix(#""verdict":"caution"}"#))
        let none = try JSONText.line(JudgeDocument(judged(one("[0,90,0,2]"))))
        #expect(none.contains(#""rate":null"#))
    }

    @Test func `people see the evidence a metric and a row a segment`() throws {
        let stream = """
            {"alpha": 0.01}
            {"segment": {"weight": 0.1}}
            {"errors": [2, 2700, 0, 300]}
            {"segment": {"weight": 0.5}}
            {"errors": [5, 500, 1, 500], "seconds": 60, "latency": {"p99": [5, 500, 4, 500]}}
            {"segment": {"weight": 0.9, "mode": "absolute"}}
            {"errors": [0, 10, 3, 90]}
            """
        let judgement = try judged(stream, isStream: true)
        try Snapshot.expect(JudgeText(judgement: judgement).text(width: 100), "judge")
    }

    @Test func `a document and a stream of the same counts give the same judgement`() throws {
        let stream = """
            {"retryFactor": 1, "alpha": 0.01}
            {"segment": {"weight": 0.1}}
            {"errors":[0,90,3,10],"throttles":[0,90,0,10],"latency":{"p50":[45,90,5,10],
             "p90":[9,90,1,10],"p99":[1,90,0,10]}}
            """
        let document = try judged(Self.example)
        #expect(try judged(stream, isStream: true) == document)
        #expect(try judged(Self.example, isStream: true) == document)
        #expect(document.verdict == .rollBack)
    }

    @Test(arguments: [
        ("", 1, "there is nothing in it"),
        (" \n\n ", 3, "there is nothing in it"),
        ("[]", 1, "'[' stands where the document, a JSON object is expected"),
        ("{\n\n", 3, "the text ends where a key of the document, in quotes is expected"),
        ("{}", 1, "there are no segments"),
        (#"{"segments":[]}"#, 1, "there are no segments"),
        (#"{"alpha":0,"segments":[]}"#, 1, "alpha is 0.0; it is over 0 and under 1"),
        (#"{"p0":0.95}"#, 1, "p0 is over 0.9"),
        (#"{"retryFactor":0.5}"#, 1, "retryFactor is not from 1 to 1000.0"),
        (#"{"alpah":0.1}"#, 1, "unknown key 'alpah' in the document"),
        (#"{"cap":0.1,"cap":0.1}"#, 1, "'cap' stands twice in the document"),
        (#"{"cap":1e999}"#, 1, "cap is not a number"),
    ])
    func `a bad document is told with its line`(text: String, line: Int, what: String) {
        #expect(fault(text) == JudgeFault(line: line, what))
    }

    @Test(arguments: [
        ("[0,90,-1,10]", "errors[2] is -1.0; it is a whole number, 0 or more"),
        ("[0,90,0.5,10]", "errors[2] is not a whole number"),
        ("[0,90,1e1,10]", "errors[2] is not a whole number"),
        ("[0,90,11,10]", "errors has 11 of 10 calls of the candidate"),
        ("[91,90,0,10]", "errors has 91 of 90 calls of the stable version"),
        ("[0,1000000000000000000,0,10]", "errors[1] is over 1000000000000"),
        ("[0,99999999999999999999999999,0,10]", "errors[1] is over 1000000000000"),
        ("[0,90,0]", "errors has 3 counts; [x_b, n_b, x_c, n_c] are 4"),
        ("[0,90,0,10,0]", "errors has more than 4 counts"),
        ("[0,90,null,10]", "'n' stands where errors[2], a number is expected"),
        ("[0,90,0,", "the text ends where errors[3], a number is expected"),
    ])
    func `bad counts are told with their place`(errors: String, what: String) {
        let text = errors.hasSuffix("]") ? one(errors) : String(one(errors).dropLast(5))
        #expect(fault(text) == JudgeFault(line: 1, place: "segments[0].batches[0]", what))
    }

    @Test(arguments: [
        (#"{"weight":0.1,"batches":[]}"#, "the segment has no batches"),
        (#"{"weight":0.1}"#, "the segment has no batches"),
        (#"{"batches":[{}]}"#, "the segment has no weight"),
        (#"{"weight":1.1,"batches":[{}]}"#, "the weight is 1.1; it is from 0 to 1"),
        (#"{"weight":-1,"batches":[{}]}"#, "the weight is -1.0; it is from 0 to 1"),
        (#"{"mode":"x"}"#, "the mode is 'x'; it is 'compare' or 'absolute'"),
    ])
    func `a bad segment is told with its place`(segment: String, what: String) {
        let found = fault(#"{"segments":[{"weight":1,"batches":[{}]},"# + segment + "]}")
        #expect(found == JudgeFault(line: 1, place: "segments[1]", what))
    }

    @Test(arguments: [
        ("{}", 1, "there are no segments"),
        (#"{"segment":{"weight":1}}"#, 1, "'segment' comes before the header line; {} is one"),
        ("{}\n{\"errors\":[0,1,0,1]}", 2, "a batch comes before the first segment"),
        ("{}\n{\"segment\":{\"weight\":1}}\n", 3, "the last segment has no batches"),
        (
            "{}\n{\"segment\":{\"weight\":1}}\n{\"segment\":{\"weight\":1}}", 3,
            "the segment before has no batches"
        ),
        (
            "{}\n{\"segment\":{\"weight\":1},\"seconds\":1}", 2,
            "the line is a segment and a batch"
        ),
        (
            "{}\n{\"segment\":{\"weight\":1}}\n{\"errors\":[0,1,0,1]}\n{\"errors\":[0,1,0", 4,
            "the text ends where ',' or ']' in errors is expected"
        ),
    ])
    func `a bad stream is told with its line`(text: String, line: Int, what: String) {
        #expect(fault(text, isStream: true) == JudgeFault(line: line, what))
    }

    @Test(arguments: 0..<200)
    func `a damaged document is a fault or a judgement, never a trap`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        for _ in 0..<50 {
            var bytes = Array(Self.example.utf8)
            for _ in 0...Int(random.next() % 3) where bytes.count > 1 {
                let place = Int(random.next() % UInt64(max(1, bytes.count)))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(random.next() % 256)
                case 1: bytes.remove(at: place)
                default: bytes = Array(bytes.prefix(max(1, place)))
                }
            }
            var reader = JudgeReader(
                ByteFeed(text: String(decoding: bytes, as: UTF8.self)),
                isStream: seed % 2 == 0
            )
            do {
                let judgement = try reader.read()
                #expect(judgement.evidence.log10.isFinite)
            } catch {
                #expect(error is JudgeFault)
            }
        }
    }

    @Test func `at weight 0 the evidence stands and no further call is counted on`() throws {
        let judgement = try judged(
            #"{"segments":[{"weight":0,"batches":[{"errors":[0,9,5,5]}]}]}"#
        )
        let text = JudgeText(judgement: judgement).text(width: 100)
        #expect(text.contains("caution: the evidence is"))
        #expect(text.contains("no further call reaches the candidate at this weight"))
        #expect(!text.contains("nothing can be compared"))
    }
}
