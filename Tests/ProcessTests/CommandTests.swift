// SPDX-License-Identifier: Apache-2.0
import SluiceProcess
import Testing

@Suite struct CommandTests {
    private func shell(
        _ script: String,
        environment: [String: String] = [:],
        deadline: Duration = .seconds(20),
        outputMax: Int = 1000
    ) async -> CommandResult {
        await Command.run(
            ["/bin/sh", "-c", script],
            environment: environment,
            deadline: deadline,
            outputMax: outputMax
        )
    }

    @Test func `both outputs and the status come back`() async {
        let result = await shell("echo out; echo err >&2; exit 3")
        #expect(result.ending == .ended(.exited(3)))
        #expect(result.outputText == "out\n")
        #expect(result.errorText == "err\n")
        #expect(!result.isTruncated)
    }

    @Test func `the environment is what was given and nothing else`() async {
        let result = await shell(
            "/usr/bin/env | grep -v -e ^PWD -e ^_= -e ^SHLVL",
            environment: ["A": "1"]
        )
        #expect(result.outputText == "A=1\n")
    }

    @Test func `a program is found on the PATH that was given`() async {
        let result = await Command.run(
            ["true"],
            environment: ["PATH": "/nowhere:/bin"],
            deadline: .seconds(20),
            outputMax: 10
        )
        #expect(result.isSuccess)
    }

    @Test func `a program that is not there is named`() async {
        let result = await Command.run(
            ["no-such-thing"],
            environment: ["PATH": "/bin"],
            deadline: .seconds(1),
            outputMax: 10
        )
        #expect(result.ending == .notStarted("no-such-thing: not found on PATH"))
    }

    @Test func `much output keeps its head and errors keep their tail`() async {
        let result = await shell(
            "i=0; while [ $i -lt 400 ]; do echo $i; echo $i >&2; i=$((i+1)); done",
            outputMax: 8
        )
        #expect(result.outputText == "0\n1\n2\n3\n")
        #expect(result.errorText == "398\n399\n".suffix(8))
        #expect(result.isTruncated)
    }

    @Test func `at its deadline a command is killed with all that it started`() async {
        let result = await shell("sleep 600 & echo started; wait", deadline: .milliseconds(200))
        #expect(result.ending == .timedOut)
    }

    @Test func `a command that nobody waits for is killed`() async {
        let result = await withTaskGroup(of: CommandResult.self) { group in
            group.addTask { await shell("sleep 600") }
            group.cancelAll()
            return await group.next()
        }
        #expect(result?.ending == .cancelled)
    }

    @Test func `a signal is named as Lambda names it`() async {
        let result = await shell("kill -SEGV $$")
        #expect(result.ending == .ended(.signalled(11)))
        #expect(ChildExit.signalled(11).description == "signal: segmentation fault")
        #expect(ChildExit.exited(1).description == "exit status 1")
    }
}
