// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceProcess
import Testing

@Suite struct ChildTests {
    private func run(_ launch: Launch, _ act: (Child) -> Void = { _ in }) async throws -> ChildExit?
    {
        let (exits, exit) = AsyncStream.makeStream(of: ChildExit.self)
        let child = try Child(launch) { exit.yield($0) }
        act(child)
        var iterator = exits.makeAsyncIterator()
        return await iterator.next()
    }

    @Test(arguments: [false, true])
    func `a child's end is reported once with its status`(isIsolated: Bool) async throws {
        var launch = Launch(path: "/bin/sh", arguments: ["-c", "exit 7"])
        launch.isIsolated = isIsolated
        #expect(try await run(launch) == .exited(7))
    }

    @Test(arguments: [false, true])
    func `a child can be killed`(isIsolated: Bool) async throws {
        var launch = Launch(path: "/bin/sleep", arguments: ["600"])
        launch.isIsolated = isIsolated
        #expect(try await run(launch) { $0.kill() } == .signalled(SIGKILL))
    }

    @Test func `a child that ended is not killed again`() async throws {
        let (exits, exit) = AsyncStream.makeStream(of: ChildExit.self)
        let child = try Child(Launch(path: "/bin/true")) { exit.yield($0) }
        var iterator = exits.makeAsyncIterator()
        #expect(await iterator.next() == .exited(0))
        child.kill()
        #expect(child.residentBytes() == nil)
    }

    @Test func `a child has the directory, the limit and the descriptors that it was given`()
        async throws
    {
        let pipe = try #require(ChildPipe())
        var launch = Launch(
            path: "/bin/sh",
            arguments: ["-c", "pwd; ulimit -d; ls /proc/self/fd | wc -l"]
        )
        launch.directory = "/usr"
        launch.dataBytesMax = 64 << 20
        launch.standardOutput = pipe.writeEnd
        #expect(try await run(launch) == .exited(0))
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = read(pipe.readEnd, &bytes, bytes.count)
        pipe.closeBoth()
        // Three standard descriptors and the one that `ls` reads the folder with.
        #expect(String(decoding: bytes[..<max(0, count)], as: UTF8.self) == "/usr\n65536\n4\n")
    }

    @Test func `a program that cannot be started is a failure with the system's reason`() {
        #expect(throws: LaunchFailure.self) {
            _ = try Child(Launch(path: "/no/such/program")) { _ in }
        }
        do {
            _ = try Child(Launch(path: "/etc/passwd")) { _ in }
        } catch {
            #expect(error.description == "fork/exec /etc/passwd: permission denied")
        }
    }

    @Test func `a running child's memory can be read`() async throws {
        let status = try await run(Launch(path: "/bin/sleep", arguments: ["600"])) { child in
            #expect((child.residentBytes() ?? 0) > 0)
            child.kill()
        }
        #expect(status == .signalled(SIGKILL))
    }
}
