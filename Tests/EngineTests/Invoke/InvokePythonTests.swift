// SPDX-License-Identifier: Apache-2.0
import SluiceEngine
import Testing

@Suite(.enabled(if: InvokeWorld.hasPython))
struct InvokePythonTests {
    @Test func `a function answers, warm the second time`() async throws {
        let echo = InvokeWorld.Function.python(
            "echo",
            """
            count = 0
            def handler(event, context):
                global count
                count += 1
                return {"event": event, "count": count}
            """
        )
        try await InvokeWorld.run([echo]) { world in
            let first = try await world.probe.invoke("echo", #"{"a":[1,"ü"]}"#)
            #expect(first.status == 200)
            #expect(first.body == #"{"event": {"a": [1, "ü"]}, "count": 1}"#)
            #expect(first.headers["x-amz-executed-version"] == "$LATEST")
            #expect(first.headers["x-amz-function-error"] == nil)
            #expect(first.headers["x-amzn-requestid"]?.count == 36)
            let second = try await world.probe.invoke("echo", "")
            #expect(second.body == #"{"event": {}, "count": 2}"#)
        }
    }

    @Test func `the context says what Lambda's says`() async throws {
        var function = InvokeWorld.Function.python(
            "context",
            """
            import os
            def handler(event, c):
                return [c.aws_request_id, c.function_name, c.function_version,
                        c.invoked_function_arn, c.memory_limit_in_mb, c.log_group_name,
                        c.log_stream_name == os.environ["AWS_LAMBDA_LOG_STREAM_NAME"],
                        0 < c.get_remaining_time_in_millis() <= 10000, c.client_context.custom,
                        os.getcwd() == os.environ["LAMBDA_TASK_ROOT"], os.environ["MINE"],
                        os.environ["_X_AMZN_TRACE_ID"]]
            """
        )
        function.version = "3"
        function.environment = ["MINE": "yes", "AWS_REGION": "no"]
        function.aliases = ["live": AliasRouting(primary: "3")]
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke(
                "context:live",
                headers: [
                    "X-Amz-Client-Context": "eyJjdXN0b20iOiB7ImsiOiAidiJ9fQ==",
                    "X-Amzn-Trace-Id": "Root=1-2-3",
                ]
            )
            let id = answer.headers["x-amzn-requestid"] ?? ""
            let arn = "arn:aws:lambda:eu-west-1:000000000000:function:context:live"
            #expect(
                answer.body
                    == #"["\#(id)", "context", "3", "\#(arn)", "512", "/aws/lambda/context", "#
                    + #"true, true, {"k": "v"}, true, "yes", "Root=1-2-3"]"#
            )
            #expect(answer.headers["x-amz-executed-version"] == "3")
            #expect(answer.headers["x-amzn-trace-id"] == "Root=1-2-3")
        }
    }

    @Test func `a raised exception is a function error with its trace`() async throws {
        let function = InvokeWorld.Function.python(
            "raises",
            """
            def handler(event, context):
                raise ValueError("no")
            """
        )
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke("raises", headers: ["X-Amz-Log-Type": "Tail"])
            let id = answer.headers["x-amzn-requestid"] ?? ""
            #expect(answer.status == 200)
            #expect(answer.headers["x-amz-function-error"] == "Unhandled")
            #expect(
                answer.body
                    == #"{"errorMessage": "no", "errorType": "ValueError", "requestId": "\#(id)", "#
                    + #""stackTrace": ["  File \"/var/task/index.py\", line 2, in handler\n    "#
                    + #"raise ValueError(\"no\")\n"]}"#
            )
            let lines = await world.logLines()
            #expect(lines.count == 5)
            #expect(lines[0].hasPrefix("INIT_START Runtime Version: python:3.12.v1\t"))
            #expect(lines[1] == "START RequestId: \(id) Version: $LATEST")
            #expect(
                lines[2].hasPrefix("[ERROR] ValueError: no\rTraceback (most recent call last):\r")
            )
            #expect(lines[3] == "END RequestId: \(id)")
            #expect(lines[4].hasPrefix("REPORT RequestId: \(id)\tDuration: "))
            #expect(lines[4].contains("\tMemory Size: 512 MB\tMax Memory Used: "))
            #expect(lines[4].contains("\tInit Duration: "))
        }
    }

    @Test func `print and logging go to the log in their order, and the tail goes back`()
        async throws
    {
        let function = InvokeWorld.Function.python(
            "talks",
            """
            import logging, sys
            print("zero")
            def handler(event, context):
                print("one")
                logging.warning("two")
                sys.stderr.write("three\\n")
            """
        )
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke("talks", headers: ["X-Amz-Log-Type": "Tail"])
            #expect(answer.body == "null")
            let lines = await world.logLines()
            #expect(lines.count == 8)
            #expect(lines[1] == "zero")
            #expect(lines[2].hasPrefix("START "))
            #expect(lines[3] == "one")
            #expect(lines[4].hasPrefix("[WARNING]\t"))
            #expect(lines[4].hasSuffix("\ttwo"))
            #expect(lines[5] == "three")
            let tail = lines.dropFirst(2).joined(separator: "\n") + "\n"
            #expect(answer.headers["x-amz-log-result"]?.count == (tail.utf8.count + 2) / 3 * 4)
        }
    }
}
