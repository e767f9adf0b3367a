// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceEngine
import SluiceProcess
import Testing

/// How far workers are set apart from each other and from the machine.
@Suite(
    .enabled(if: InvokeWorld.hasPython && Isolation.available != .processGroup)
)
struct InvokeApartTests {
    @Test func `a function that kills itself is ended, and says so`() async throws {
        let function = InvokeWorld.Function.python(
            "kills",
            """
            import os, signal
            def handler(event, context):
                os.kill(os.getpid(), signal.SIGKILL)
                return "survived"
            """
        )
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke("kills")
            #expect(
                answer.body.hasSuffix(#"Error: Runtime exited with error: signal: killed"}"#)
            )
        }
    }

    @Test func `each worker has an empty tmp, and keeps what it writes while it lives`()
        async throws
    {
        let code = """
            import os
            def handler(event, context):
                open("/tmp/" + event["name"], "w").close()
                return sorted(n for n in os.listdir("/tmp") if not n.startswith("sluice-invoke"))
            """
        let functions = ["one", "two"].map { InvokeWorld.Function.python($0, code) }
        try await InvokeWorld.run(functions) { world in
            let first = try await world.probe.invoke("one", #"{"name":"a"}"#)
            #expect(first.body == #"["a"]"#)
            #expect(try await world.probe.invoke("one", #"{"name":"b"}"#).body == #"["a", "b"]"#)
            #expect(try await world.probe.invoke("two", #"{"name":"c"}"#).body == #"["c"]"#)
            #expect(access("/tmp/c", F_OK) == -1)
            let folders = "\(world.folder)/runtime/tmp"
            #expect(names(in: folders).count == 2)
            await world.router.stop(grace: .zero)
            #expect(names(in: folders) == [])
        }
    }

    @Test func `a function finds itself by its number`() async throws {
        let function = InvokeWorld.Function.python(
            "finds",
            """
            import os
            def handler(event, context):
                with open(f"/proc/{os.getpid()}/cmdline") as file:
                    return "bootstrap.py" in file.read()
            """
        )
        try await InvokeWorld.run([function]) { world in
            let answer = try await world.probe.invoke("finds")
            #expect(answer.body == "true")
        }
    }

    private func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return ["no \(folder)"] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
