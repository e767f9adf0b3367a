// SPDX-License-Identifier: Apache-2.0
import Glibc
import NIOCore
import SluiceBase
import Testing

@testable import SluiceEngine

@Suite struct InvokePartsTests {
    @Test(
        arguments: [
            ("/2015-03-31/functions/f/invocations", "f", nil, nil, nil),
            ("/2015-03-31/functions/f/invocations?Qualifier=live", "f", "live", nil, nil),
            ("/2015-03-31/functions/f:3/invocations", "f", "3", nil, nil),
            (
                "/2015-03-31/functions/f%3A%24LATEST/invocations?Qualifier=%24LATEST", "f",
                "$LATEST", nil, nil
            ),
            (
                "/2015-03-31/functions/000000000000:function:f/invocations", "f", nil,
                "000000000000", nil
            ),
            (
                "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3Af%3Alive/invocations",
                "f", "live", "000000000000", "eu-west-1"
            ),
        ] as [(String, String, String?, String?, String?)]
    )
    func `an invocation's path is read`(
        uri: String,
        function: String,
        qualifier: String?,
        account: String?,
        region: String?
    ) {
        let reference = InvokePath(uri: uri)?.reference
        #expect(reference?.function == function)
        #expect(reference?.qualifier == qualifier)
        #expect(reference?.account == account)
        #expect(reference?.region == region)
    }

    @Test(arguments: [
        "/2015-03-31/functions/f", "/2015-03-31/functions//invocations", "/",
        "/2015-03-31/functions/f/invocations?Qualifier=",
        "/2015-03-31/functions/f:3/invocations?Qualifier=4",
        "/2015-03-31/functions/f/invocations?Other=1",
        "/2015-03-31/functions/a%2/invocations", "/2015-03-31/functions/%ff/invocations",
        "/2015-03-31/functions/a/b/invocations", "/2015-03-31/functions/a:b:c/invocations",
        "/2014-11-13/functions/f/invoke-async/",
    ])
    func `everything else is left to the control plane`(uri: String) {
        #expect(InvokePath(uri: uri) == nil)
    }

    @Test(arguments: [
        "{}", "[]", " null ", "true", "\"a\\u00e9\\n\"", "-0.5e+10",
        #"{"a":[1,{"b":[]}],"c":"ü€😀"}"#, "0",
    ])
    func `good JSON is let through`(text: String) {
        #expect(JSONText.complaint(about: ByteBuffer(string: text)) == nil)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "nul", "truely", "01", "1.", "1e", "-", "\"",
        "\"\\x\"",
        "\"\u{1}\"", "[1 2]", "{} {}", "'a'", "{a:1}", "[", "]", "\"\\u12g4\"", "+1", "NaN",
    ])
    func `bad JSON is not`(text: String) {
        #expect(JSONText.complaint(about: ByteBuffer(string: text)) != nil)
    }

    @Test func `bad UTF-8 is no JSON`() {
        for bytes: [UInt8] in [
            [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x28, 0xa1],
        ] {
            let payload = ByteBuffer(bytes: [34] + bytes + [34])
            #expect(JSONText.complaint(about: payload)?.hasPrefix("Invalid UTF-8") == true)
        }
    }

    @Test func `two complaints are worded as recorded from Lambda`() {
        let place =
            " at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); "
        #expect(
            JSONText.complaint(about: ByteBuffer(bytes: Array("n".utf8) + [0x87] + Array("r".utf8)))
                == "Invalid UTF-8 start byte 0x87\n\(place)line: 1, column: 3]"
        )
        #expect(
            JSONText.complaint(about: ByteBuffer(bytes: [0x99, 0xeb]))
                == "Unexpected character ((CTRL-CHAR, code 153)): expected a valid value (JSON String, "
                + "Number, Array, Object or token 'null', 'true' or 'false')\n\(place)line: 1, column: 1]"
        )
    }

    @Test func `values nested too deep are refused`() {
        let deep = String(repeating: "[", count: 1001) + String(repeating: "]", count: 1001)
        #expect(JSONText.complaint(about: ByteBuffer(string: deep)) != nil)
        let allowed = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
        #expect(JSONText.complaint(about: ByteBuffer(string: allowed)) == nil)
    }

    @Test func `a request id is a UUID that can be read back`() {
        var random = SeededRandom(seed: 3)
        let id = RequestID(from: &random)
        let text = id.description
        #expect(text.count == 36)
        #expect(text.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        #expect(Array(text)[14] == "4")
        #expect("89ab".contains(Array(text)[19]))
        #expect(RequestID(text) == id)
        #expect(RequestID(text.uppercased()) == id)
        #expect(RequestID(text.dropLast()) == nil)
        #expect(RequestID(String(text.dropLast()) + "g") == nil)
    }

    @Test func `a log is cut into lines however it arrives`() {
        var capture = LogCapture()
        var lines: [String] = []
        for part in ["one\ntw", "o\n", "\nthree"] {
            Array(part.utf8).withUnsafeBytes { capture.take($0) { lines.append($0) } }
        }
        #expect(lines == ["one", "two", ""])
        capture.flush { lines.append($0) }
        #expect(lines.last == "three")
    }

    @Test func `what a flushed line had follows it in the tail with an end`() {
        var capture = LogCapture()
        var lines: [String] = []
        capture.begin(keepsTail: true)
        Array("half".utf8).withUnsafeBytes { capture.take($0) { lines.append($0) } }
        capture.flush { lines.append($0) }
        capture.flush { lines.append($0) }
        capture.note("END")
        #expect(lines == ["half"])
        #expect(capture.tail.map { String(decoding: $0, as: UTF8.self) } == "half\nEND\n")
    }

    @Test func `a line without end is cut`() {
        var capture = LogCapture()
        var lines: [Int] = []
        let part = [UInt8](repeating: 65, count: 50_000)
        for _ in 0..<4 { part.withUnsafeBytes { capture.take($0) { lines.append($0.utf8.count) } } }
        Array("\n".utf8).withUnsafeBytes { capture.take($0) { lines.append($0.utf8.count) } }
        #expect(lines == [65_536, 65_536, 65_536, 3392])
    }

    @Test func `the tail is the last 4096 bytes`() {
        var capture = LogCapture()
        capture.begin(keepsTail: true)
        let bytes = (0..<5000).map { UInt8($0 % 26) + 65 }
        bytes.withUnsafeBytes { capture.take($0) { _ in } }
        #expect(capture.tail == bytes.suffix(4096))
        capture.note("END")
        #expect(capture.tail == (bytes + Array("END\n".utf8)).suffix(4096))
    }

    @Test func `a log that nobody fetches does not grow for ever`() {
        var buffer = LogBuffer(bytesMax: 1000)
        let line = LogLine(
            group: "g",
            stream: "s",
            timestamp: Timestamp(second: 1),
            message: String(repeating: "x", count: 104)
        )
        for _ in 0..<20 { buffer.add(line) }
        let lines = buffer.drain(now: Timestamp(second: 2))
        #expect(lines.count == 6)
        #expect(
            lines.last?.message == "sluice: 15 further lines were written too fast and are not kept"
        )
        #expect(buffer.drain(now: Timestamp(second: 2)) == [])
    }

    @Test func `the owner's variables replace the ordinary ones and not the reserved ones`() {
        var function = InvokeWorld.Function.python("f", "")
        function.environment = ["TZ": "Europe/Paris", "AWS_REGION": "mars", "KEY": "value"]
        let start = WorkerEnvironment.Start(
            taskRoot: "/code",
            runtimeDirectory: "/runtime",
            runtimeAPI: "127.0.0.1:9",
            stream: "s",
            endpoint: "http://127.0.0.1:8",
            interpreterFolder: "/opt/python",
            isProvisioned: false
        )
        let environment = WorkerEnvironment.make(function.spec, start)
        #expect(environment["TZ"] == "Europe/Paris")
        #expect(environment["AWS_REGION"] == "eu-west-1")
        #expect(environment["KEY"] == "value")
        #expect(environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:8")
        #expect(environment["PATH"] == "/opt/python:/usr/local/bin:/usr/bin:/bin:/opt/bin")
        #expect(environment["AWS_EXECUTION_ENV"] == "AWS_Lambda_python3.12")
        #expect(environment["HOME"] == nil)
    }

    @Test func `a runtime's name is taken apart`() {
        #expect(
            Interpreter.parse("python3.12").map { "\($0)" }
                == "(family: SluiceEngine.Interpreter.Family.python, major: 3, minor: 12)"
        )
        #expect(Interpreter.parse("nodejs20.x")?.major == 20)
        #expect(Interpreter.parse("provided.al2023")?.family == .provided)
        #expect(Interpreter.parse("java21") == nil)
    }

    @Test func `REPORT says what Lambda's says`() {
        let report = PlatformRecord.Report(
            milliseconds: 1.234,
            initMilliseconds: 90.1,
            memoryMegabytes: 128,
            usedMegabytes: 33
        )
        #expect(
            PlatformRecord.report("id", report).text
                == "REPORT RequestId: id\tDuration: 1.23 ms\tBilled Duration: 92 ms\tMemory Size: 128 MB\t"
                + "Max Memory Used: 33 MB\tInit Duration: 90.10 ms\t"
        )
        #expect(PlatformRecord.decimals(0.005) == "0.01")
        #expect(PlatformRecord.decimals(1000) == "1000.00")
    }

    @Test(arguments: [
        ("bootstrap.py", Assets.pythonBootstrap), ("bootstrap.mjs", Assets.nodeBootstrap),
    ])
    func `the bootstrap within the program is the one in the sources`(name: String, literal: String)
        throws
    {
        let here = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let path = "/\(here)/Sources/SluiceEngine/Workers/Bootstraps/\(name)"
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 100_000)
        let count = fread(&bytes, 1, bytes.count, file)
        #expect(String(decoding: bytes[..<count], as: UTF8.self) == literal)
    }
}
