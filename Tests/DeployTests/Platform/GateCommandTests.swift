// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct GateCommandTests {
    private func run(_ line: String, in directory: String = "/") async -> GateCommand.Ending {
        await GateCommand.perform(
            GateCommand(
                command: line,
                directory: directory,
                environment: ["PATH": "/usr/bin:/bin", "SLUICE_VERSION": "42"],
                timeout: .seconds(60)
            )
        )
    }

    @Test func `a command runs in its directory with its environment alone`() async {
        let ending = await run("echo $SLUICE_VERSION $HOME in $PWD")
        #expect(ending == .init(isSuccess: true, text: "exit status 0", output: "42 in /\n"))
    }

    @Test func `a command that fails says how, with what it printed`() async {
        let ending = await run("echo out; echo err >&2; exit 3")
        #expect(ending == .init(isSuccess: false, text: "exit status 3", output: "out\nerr\n"))
    }

    @Test func `a lock holds against another process`() async throws {
        let folder = try Folder()
        let lock = TargetLock(directory: folder.path)
        let holder = TargetLock.Holder(driver: .mira, rollout: "r-1")
        let inside = try await lock.holding(.sample, as: holder) {
            await run("flock -n *.lock true", in: folder.path.string)
        }
        #expect(inside.text == "exit status 1")
        #expect(await run("flock -n *.lock true", in: folder.path.string).isSuccess)
    }
}
