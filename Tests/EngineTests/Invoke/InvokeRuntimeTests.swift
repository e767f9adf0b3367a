// SPDX-License-Identifier: Apache-2.0
import Glibc
import Logging
import SluiceEngine
import Testing

@Suite struct InvokeRuntimeTests {
    @Test(
        .enabled(if: InvokeWorld.hasNode),
        arguments: [
            (
                "index.mjs",
                "export const handler = async (event, context) => [event.a, context.functionVersion];"
            ),
            (
                "index.cjs",
                "exports.handler = (event, context, done) => { done(null, [event.a, context.functionVersion]); };"
            ),
            (
                "index.js",
                "exports.handler = async (event) => { await 0; console.log('said'); return [event.a, '$LATEST']; };"
            ),
        ]
    )
    func `node functions of every module kind answer`(file: String, code: String) async throws {
        try await InvokeWorld.run([.node("n", code, file: file)]) { world in
            for _ in 0..<2 {
                let answer = try await world.probe.invoke("n", #"{"a":"ü"}"#)
                #expect(answer.body == #"["ü","$LATEST"]"#)
            }
        }
    }

    @Test(.enabled(if: InvokeWorld.hasNode))
    func `a node error has Lambda's shape`() async throws {
        let code = "export const handler = async () => { throw new RangeError('far'); };"
        try await InvokeWorld.run([.node("n", code)]) { world in
            let answer = try await world.probe.invoke("n")
            #expect(answer.headers["x-amz-function-error"] == "Unhandled")
            #expect(
                answer.body.hasPrefix(
                    #"{"errorType":"RangeError","errorMessage":"far","trace":["RangeError: far","    at "#
                )
            )
        }
    }

    @Test(.enabled(if: InvokeWorld.hasNode))
    func `a promise that never settles is told apart from a slow one`() async throws {
        let code = "export const handler = () => new Promise(() => {});"
        try await InvokeWorld.run([.node("n", code)]) { world in
            let answer = try await world.probe.invoke("n")
            #expect(answer.body.hasPrefix(#"{"errorType":"Runtime.NodeJsExit","#))
        }
    }

    @Test(.enabled(if: InvokeWorld.hasNode))
    func `a node module that is missing is named`() async throws {
        let code = "import 'nothing-of-this-name'; export const handler = async () => 1;"
        try await InvokeWorld.run([.node("n", code)]) { world in
            let answer = try await world.probe.invoke("n")
            #expect(answer.body.hasPrefix(#"{"errorType":"Runtime.ImportModuleError","#))
        }
    }

    @Test func `a package's own bootstrap runs as it is`() async throws {
        // The smallest client there is: it answers once with what the Runtime API says of the request.
        var function = InvokeWorld.Function(name: "own", runtime: "provided.al2023", files: [:])
        function.files["bootstrap"] = #"""
            #!/bin/bash
            api=/dev/tcp/${AWS_LAMBDA_RUNTIME_API/://}
            exec 3<>"$api"
            printf 'GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n' >&3
            length=0
            while read -r line <&3; do
                line=${line%$'\r'}
                case $line in
                    Lambda-Runtime-Aws-Request-Id:*) id=${line#*: };;
                    Content-Length:*) length=${line#*: };;
                    '') break;;
                esac
            done
            read -r -N "$length" event <&3
            printf 'POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: x\r\n' "$id" >&3
            printf 'Content-Length: %s\r\n\r\n%s' "${#event}" "$event" >&3
            read -r line <&3
            """#
        try await InvokeWorld.run([function]) { world in
            for event in ["{\"k\":1}", "{\"k\":2}"] {
                let answer = try await world.probe.invoke("own", event)
                #expect(answer.body == event)
            }
        }
    }

    @Test(.enabled(if: InvokeWorld.hasPython))
    func `the Runtime API tells a client what it did wrong`() async throws {
        var function = InvokeWorld.Function(name: "own", runtime: "provided.al2023", files: [:])
        function.files["bootstrap"] = """
            #!\(InvokeWorld.python)
            import http.client, json, os
            connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
            seen = []
            def ask(method, path, body=None, headers={}):
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                text = answer.read().decode()
                seen.append([answer.status, json.loads(text).get("errorType")])
                return answer
            base = "/2018-06-01/runtime/"
            while True:
                id = ask("GET", base + "invocation/next").headers["Lambda-Runtime-Aws-Request-Id"]
                seen.pop()
                path = base + "invocation/" + id
                other = base + "invocation/11111111-2222-4333-8444-555555555555/response"
                ask("POST", other, "1")
                ask("POST", path + "/response", "1", {"Lambda-Runtime-Function-Response-Mode": "odd"})
                ask("GET", base + "restore/next")
                ask("POST", base + "nothing", "1")
                ask("POST", path + "/response", json.dumps(seen))
                ask("POST", path + "/response", "2")
            """
        try await InvokeWorld.run([function]) { world in
            _ = try await world.probe.invoke("own")
            let answer = try await world.probe.invoke("own")
            let first =
                #"[400, "InvalidRequestID"], [400, "InvalidFunctionResponseMode"], "#
                + #"[403, "Forbidden"], [404, "NotFound"]"#
            let expected = #"[\#(first), [202, null], [403, "InvalidStateTransition"], \#(first)]"#
            #expect(answer.body == expected)
        }
    }

    @Test func `a package without a bootstrap is refused in Lambda's words`() async throws {
        let function = InvokeWorld.Function(
            name: "empty",
            runtime: "provided.al2023",
            files: ["readme": ""]
        )
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke("empty")
            let id = answer.headers["x-amzn-requestid"] ?? ""
            #expect(
                answer.body
                    == #"{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId: \#(id) "#
                    + "Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap "
                    + #"/opt/bootstrap]"}"#
            )
        }
    }

    @Test func `a runtime that cannot run here is refused by name`() async {
        let interpreters = Interpreters(
            searchPath: "/nowhere",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        #expect(
            await interpreters.check("java21")
                == "runtime java21 cannot run here: only python3.x, nodejs and provided.al2* can"
        )
        #expect(await interpreters.check("provided.al2") == nil)
    }

    @Test func `stopping ends what runs and leaves no process`() async throws {
        let function = InvokeWorld.Function(
            name: "stuck",
            runtime: "provided.al2023",
            files: ["bootstrap": "#!/bin/sh\necho $$ started\nsleep 600\n"]
        )
        try await InvokeWorld.run([function]) { world in
            async let answer = world.probe.invoke("stuck")
            while await world.router.drainLogs().allSatisfy({ !$0.message.hasSuffix("started") }) {
                await Task.yield()
            }
            await world.router.stop(grace: .zero)
            let body = try await answer.body
            #expect(
                body == "" || body.contains("Runtime.ExitError") || body.contains("Rate Exceeded")
            )
        }
    }

    @Test(.enabled(if: InvokeWorld.hasNode))
    func `a stray rejection fails the call that it came in and no other`() async throws {
        let code = """
            export const handler = async (event) => {
              if (event.stray) Promise.reject(new Error('lost'));
              await new Promise((done) => setTimeout(done, event.stray ? 5 : 0));
              return 'fine';
            };
            """
        try await InvokeWorld.run([.node("n", code)]) { world in
            for _ in 0..<3 {
                let stray = try await world.probe.invoke("n", #"{"stray":true}"#)
                #expect(stray.body.contains(#""errorType":"Runtime.UnhandledPromiseRejection""#))
                #expect(try await world.probe.invoke("n").body == #""fine""#)
            }
        }
    }

    @Test(.enabled(if: InvokeWorld.hasNode))
    func `a rejection between two calls ends the process and fails neither`() async throws {
        let code = """
            import fs from 'node:fs';
            process.on('exit', () => fs.appendFileSync(`${process.env.LAMBDA_TASK_ROOT}/gone`, 'x'));
            export const handler = async () => {
              setTimeout(() => Promise.reject(new Error('late')), 0);
              return process.env.AWS_LAMBDA_LOG_STREAM_NAME;
            };
            """
        try await InvokeWorld.run([.node("n", code)]) { world in
            var streams: Set<String> = []
            for round in 1...2 {
                let answer = try await world.probe.invoke("n")
                #expect(answer.headers["x-amz-function-error"] == nil, "\(answer.body)")
                streams.insert(answer.body)
                while size("\(world.folder)/code/n-$LATEST1/gone") < round { await Task.yield() }
            }
            #expect(streams.count == 2)
        }
    }

    @Test(.enabled(if: InvokeWorld.hasPython))
    func `a connection that closes beside the waiting one changes nothing`() async throws {
        var function = InvokeWorld.Function(name: "own", runtime: "provided.al2023", files: [:])
        function.files["bootstrap"] = """
            #!\(InvokeWorld.python)
            import http.client, os
            address = os.environ["AWS_LAMBDA_RUNTIME_API"]
            stream = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
            base = "/2018-06-01/runtime/invocation/"
            waiting = http.client.HTTPConnection(address)
            def beside():
                other = http.client.HTTPConnection(address)
                other.request("GET", "/nothing")
                other.getresponse().read()
                other.close()
            while True:
                waiting.request("GET", base + "next")
                for _ in range(3):
                    beside()
                with open("waits", "a") as file:
                    file.write("x")
                answer = waiting.getresponse()
                answer.read()
                id = answer.headers["Lambda-Runtime-Aws-Request-Id"]
                waiting.request("POST", base + id + "/response", stream)
                waiting.getresponse().read()
            """
        try await InvokeWorld.run([function]) { world in
            var seen: Set<String> = []
            for round in 1...3 {
                // The first call starts the worker; the others find it waiting, the connections
                // beside it closed.
                while round > 1, size("\(world.folder)/code/own-$LATEST1/waits") < round {
                    await Task.yield()
                }
                let answer = try await world.probe.invoke("own")
                // A worker that did not start would be waited for without end.
                try #require(answer.status == 200)
                try #require(answer.headers["x-amz-function-error"] == nil)
                seen.insert(answer.body)
            }
            #expect(seen.count == 1)
        }
    }

    private func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
