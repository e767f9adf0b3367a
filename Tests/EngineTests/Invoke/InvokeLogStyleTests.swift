// SPDX-License-Identifier: Apache-2.0
import NIOCore
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceEngine

/// A function's log in the form that its `LoggingConfig` names.
@Suite struct InvokeLogStyleTests {
    private static let python = """
        import logging
        def handler(event, context):
            logging.getLogger("shop").debug("unseen")
            logging.getLogger("shop").warning("seen %s", 1, extra={"cart": 7})
            if event.get("fail"):
                raise ValueError("no")
            return 1
        """

    private static let node = """
        export const handler = async (event) => {
          console.debug('unseen');
          console.warn('seen', 1);
          console.info({ cart: 7 });
          if (event.fail) throw new TypeError('no');
        };
        """

    private static let own = """
        {"timestamp":"2026-01-01T00:00:00Z","level":"debug","message":"unseen"}
        """

    private static func lines(of world: InvokeWorld) async -> [WireMap] {
        await world.router.drainLogs().compactMap {
            guard case .map(let map)? = WireJSON.value(of: $0.message) else { return nil }
            return map
        }
    }

    private func run(
        _ function: InvokeWorld.Function,
        _ style: LogStyle,
        payload: String = "{}",
        _ body: @Sendable (InvokeAnswer, [WireMap]) -> Void
    ) async throws {
        var function = function
        function.style = style
        let name = function.name
        try await InvokeWorld.run([function]) { world in
            let request = InvokeRequest(
                function: name,
                payload: ByteBuffer(string: payload)
            )
            let answer = await world.router.invoke(request)
            body(answer, await Self.lines(of: world))
        }
    }

    private static func types(_ lines: [WireMap]) -> [String] {
        lines.map { $0["type"]?.said ?? $0["level"]?.said ?? "" }
    }

    @Test(.enabled(if: InvokeWorld.hasPython))
    func `JSON has platform records and the function's lines with their level`() async throws {
        try await run(.python("f", Self.python), LogStyle(isJSON: true, system: .debug)) {
            answer,
            lines in
            let expected = [
                "platform.initStart", "platform.start", "WARNING", "platform.runtimeDone",
                "platform.report",
            ]
            #expect(Self.types(lines) == expected)
            guard lines.count == 5, case .map(let start)? = lines[0]["record"],
                case .map(let report)? = lines[4]["record"],
                case .map(let metrics)? = report["metrics"]
            else {
                Issue.record("\(lines)")
                return
            }
            #expect(start["runtimeVersionArn"]?.said == "arn:aws:lambda:eu-west-1::runtime:0123")
            #expect(start["initializationType"]?.said == "on-demand")
            #expect(lines[2]["message"]?.said == "seen 1")
            #expect(lines[2]["logger"]?.said == "shop")
            #expect(lines[2]["cart"]?.said == "7")
            #expect(lines[2]["requestId"]?.said == answer.requestID)
            #expect(report["status"]?.said == "success")
            #expect(report["requestId"]?.said == answer.requestID)
            #expect(metrics["memorySizeMB"]?.said == "512")
            #expect(metrics["initDurationMs"] != nil)
            let tail = String(decoding: answer.logTail, as: UTF8.self)
            #expect(tail.hasPrefix(#"{"time":""#))
            #expect(tail.contains(#""type":"platform.report""#))
        }
    }

    @Test(.enabled(if: InvokeWorld.hasPython))
    func `what fails is told by the report, and by an object of the runtime's`() async throws {
        try await run(
            .python("f", Self.python),
            LogStyle(isJSON: true, application: .error, system: .warn),
            payload: #"{"fail":true}"#
        ) { _, lines in
            #expect(lines.count == 3)
            guard lines.count == 3, case .map(let report)? = lines[2]["record"] else { return }
            #expect(lines[0]["log_level"]?.said == "ERROR")
            #expect(lines[0]["errorType"]?.said == "ValueError")
            #expect(lines[1]["type"]?.said == "platform.runtimeDone")
            #expect(lines[2]["type"]?.said == "platform.report")
            #expect(report["status"]?.said == "error")
        }
    }

    @Test(.enabled(if: InvokeWorld.hasNode))
    func `node's console writes objects at or above the level`() async throws {
        try await run(
            .node("f", Self.node),
            LogStyle(isJSON: true, system: .info),
            payload: #"{"fail":true}"#
        ) { answer, lines in
            let expected = [
                "platform.initStart", "platform.start", "WARN", "INFO", "ERROR",
                "platform.runtimeDone", "platform.report",
            ]
            #expect(Self.types(lines) == expected)
            guard lines.count == 7, case .map(let error)? = lines[4]["message"] else { return }
            #expect(lines[2]["message"]?.said == "seen 1")
            #expect(lines[2]["requestId"]?.said == answer.requestID)
            #expect(lines[3]["message"].map(WireJSON.text(of:)) == #"{"cart":7}"#)
            #expect(error["errorType"]?.said == "TypeError")
        }
    }

    @Test func `lines of an own runtime are kept by the level that they name`() {
        let style = LogStyle(isJSON: true, application: .info)
        #expect(!style.keeps(Self.own))
        #expect(LogStyle(isJSON: true, application: .debug).keeps(Self.own))
        #expect(LogStyle.text.keeps(Self.own))
        #expect(style.keeps("plain text"))
        #expect(style.keeps(#"{"level":"DEBUG"}"#))
    }

    @Test func `text keeps all records, JSON those at or above its system level`() {
        let report = PlatformRecord.Report(
            milliseconds: 2,
            memoryMegabytes: 128,
            usedMegabytes: 30
        )
        let record = PlatformRecord.report("id", report)
        let time = Timestamp(millisecondsSince1970: 0)
        #expect(record.line(in: .text, at: time)?.hasPrefix("REPORT RequestId: id") == true)
        #expect(record.line(in: LogStyle(isJSON: true, system: .warn), at: time) == nil)
        #expect(
            record.line(in: LogStyle(isJSON: true), at: time)
                == #"{"time":"1970-01-01T00:00:00.000Z","type":"platform.report","record":"#
                + #"{"requestId":"id","metrics":{"durationMs":2.00,"billedDurationMs":2,"#
                + #""memorySizeMB":128,"maxMemoryUsedMB":30},"status":"success"}}"#
        )
    }
}

extension WireValue {
    /// A scalar as text.
    fileprivate var said: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): "\(number)"
        default: nil
        }
    }
}
