// SPDX-License-Identifier: Apache-2.0
import SluiceEngine
import Testing

@Suite(.enabled(if: InvokeWorld.hasPython))
struct InvokeFailureTests {
    @Test func `a process that exits is named by its status, and the next call gets a new one`()
        async throws
    {
        let function = InvokeWorld.Function.python(
            "exits",
            """
            import os
            def handler(event, context):
                if "status" in event:
                    os._exit(event["status"])
                return "fine"
            """
        )
        try await InvokeWorld.run([function]) { world in
            let three = try await world.probe.invoke("exits", #"{"status":3}"#)
            let id = three.headers["x-amzn-requestid"] ?? ""
            #expect(three.status == 200)
            #expect(three.headers["x-amz-function-error"] == "Unhandled")
            #expect(
                three.body
                    == #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: \#(id) "#
                    + #"Error: Runtime exited with error: exit status 3"}"#
            )
            let zero = try await world.probe.invoke("exits", #"{"status":0}"#)
            #expect(zero.body.hasSuffix(#"Error: Runtime exited without providing a reason"}"#))
            #expect(try await world.probe.invoke("exits").body == #""fine""#)
            let lines = await world.logLines()
            #expect(lines[2] == "RequestId: \(id) Error: Runtime exited with error: exit status 3")
            #expect(lines[4].hasSuffix("\tStatus: error\tError Type: Runtime.ExitError"))
        }
    }

    @Test func `a call that takes too long is ended with its process`() async throws {
        var function = InvokeWorld.Function.python(
            "slow",
            """
            import time
            def handler(event, context):
                print("begun")
                time.sleep(event.get("seconds", 0))
                return "in time"
            """
        )
        function.timeout = 1
        try await InvokeWorld.run([function]) { world in
            let slow = try await world.probe.invoke("slow", #"{"seconds":60}"#)
            let id = slow.headers["x-amzn-requestid"] ?? ""
            #expect(
                slow.body == #"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: \#(id) "#
                    + #"Error: Task timed out after 1.00 seconds"}"#
            )
            #expect(try await world.probe.invoke("slow").body == #""in time""#)
            let lines = await world.logLines()
            #expect(lines[2] == "begun")
            #expect(lines[3].hasSuffix("Z \(id) Task timed out after 1.00 seconds"))
            #expect(lines[5].hasSuffix("\tStatus: timeout"))
            let tallies = await world.router.drainTallies()
            #expect(tallies.map(\.invocations).reduce(0, +) == 2)
            #expect(tallies.map(\.errors).reduce(0, +) == 1)
        }
    }

    @Test func `code that cannot be loaded is tried again at each call`() async throws {
        let function = InvokeWorld.Function.python("broken", "import nothing_of_this_name")
        try await InvokeWorld.run([function]) { world in
            for _ in 0..<2 {
                let answer = try await world.probe.invoke("broken")
                #expect(answer.headers["x-amz-function-error"] == "Unhandled")
                #expect(
                    answer.body
                        == #"{"errorMessage": "Unable to import module 'index': No module named "#
                        + #"'nothing_of_this_name'", "errorType": "Runtime.ImportModuleError", "#
                        + #""requestId": "", "stackTrace": []}"#
                )
            }
            let lines = await world.logLines()
            #expect(lines.filter { $0.hasPrefix("INIT_START") }.count == 1)
            #expect(lines.filter { $0.hasPrefix("INIT_REPORT") }.count == 1)
            #expect(lines.filter { $0.hasPrefix("[ERROR] Runtime.ImportModuleError") }.count == 3)
            let reports = lines.filter { $0.hasPrefix("REPORT") }
            #expect(reports.count == 2)
            #expect(
                reports.allSatisfy {
                    $0.hasSuffix("\tStatus: error\tError Type: Runtime.ImportModuleError")
                }
            )
        }
    }

    @Test(arguments: [
        ("index.missing", "Runtime.HandlerNotFound", "Handler 'missing' missing on module 'index'"),
        (
            "nodot", "Runtime.MalformedHandlerName",
            "Bad handler 'nodot': not enough values to unpack (expected 2, got 1)"
        ),
    ])
    func `a handler that is not there is named`(handler: String, type: String, message: String)
        async throws
    {
        var function = InvokeWorld.Function.python("lost", "def handler(event, context): pass")
        function.handler = handler
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke("lost")
            #expect(
                answer.body == #"{"errorMessage": "\#(message)", "errorType": "\#(type)", "#
                    + #""requestId": "", "stackTrace": []}"#
            )
        }
    }

    @Test func `what cannot be written as JSON is a function error`() async throws {
        let function = InvokeWorld.Function.python(
            "odd",
            "def handler(event, context): return {1, 2}"
        )
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke("odd")
            #expect(answer.body.contains(#""errorType": "Runtime.MarshalError""#))
            #expect(answer.headers["x-amz-function-error"] == "Unhandled")
        }
    }

    @Test func `a function that takes more memory than it has is killed`() async throws {
        var function = InvokeWorld.Function.python(
            "greedy",
            """
            import time
            def handler(event, context):
                block = bytearray(300 << 20)
                time.sleep(60)
            """
        )
        function.memory = 128
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke("greedy")
            #expect(answer.body.hasPrefix(#"{"errorType":"Runtime.OutOfMemory","#))
            #expect(answer.body.hasSuffix(#"Runtime exited with error: signal: killed"}"#))
        }
    }

    @Test func `ten megabytes of log neither block nor pile up`() async throws {
        let function = InvokeWorld.Function.python(
            "noisy",
            """
            import os
            def handler(event, context):
                line = b"x" * 99 + b"\\n"
                for _ in range(100):
                    os.write(1, line * 1049)
                print("last")
                return "done"
            """
        )
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke("noisy", headers: ["X-Amz-Log-Type": "Tail"])
            #expect(answer.body == #""done""#)
            #expect(answer.headers["x-amz-log-result"]?.count == (4096 + 2) / 3 * 4)
            let lines = await world.router.drainLogs()
            let bytes = lines.map(\.message.utf8.count).reduce(0, +)
            #expect(bytes > 5_000_000)
            #expect(bytes < 17 << 20)
            #expect(lines.contains { $0.message.hasPrefix("REPORT RequestId: ") })
            #expect(lines.contains { $0.message == "last" || $0.message.hasPrefix("sluice: ") })
        }
    }

    @Test func `an answer of seven megabytes is refused, one of six is not`() async throws {
        let function = InvokeWorld.Function.python(
            "large",
            "def handler(event, context): return 'x' * event['bytes']"
        )
        try await InvokeWorld.run([function]) { world in
            let seven = try await world.probe.invoke("large", #"{"bytes":7340032}"#)
            #expect(seven.status == 200)
            #expect(seven.headers["x-amz-function-error"] == "Unhandled")
            #expect(
                seven.body
                    == #"{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response "#
                    + #"payload size exceeded maximum allowed payload size (6291556 bytes)."}"#
            )
            let six = try await world.probe.invoke("large", #"{"bytes":6291554}"#)
            #expect(six.headers["x-amz-function-error"] == nil)
            #expect(six.body.utf8.count == 6_291_556)
        }
    }

    @Test func `what the engine cannot start is no call and no error of the function`()
        async throws
    {
        let function = InvokeWorld.Function.python(InvokeWorld.unreadable, "")
        try await InvokeWorld.run([function]) { world in
            for _ in 0..<2 {
                let answer = try await world.probe.invoke(function.name)
                #expect(answer.status == 500)
                #expect(answer.headers["x-amzn-errortype"] == "ServiceException")
                #expect(answer.body.contains("The engine could not start a worker: "))
            }
            let tallies = await world.router.drainTallies()
            #expect(tallies.isEmpty)
        }
    }

    @Test func `a line without an end is in the log of the call that wrote it`() async throws {
        let function = InvokeWorld.Function.python(
            "terse",
            """
            import os
            def handler(event, context):
                os.write(1, event["text"].encode())
            """
        )
        try await InvokeWorld.run([function]) { world in
            for text in ["first", "second"] {
                _ = try await world.probe.invoke("terse", #"{"text":"\#(text)"}"#)
            }
            let lines = await world.logLines().map { $0.prefix { $0 != " " } }
            #expect(
                lines == [
                    "INIT_START", "START", "first", "END", "REPORT", "START", "second", "END",
                    "REPORT",
                ]
            )
        }
    }
}
