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

    @Test func `an isolated child is ended by the signals that it sends to itself`() async throws {
        var launch = Launch(path: "/bin/sh", arguments: ["-c", "kill -KILL $$; sleep 600"])
        launch.isIsolated = true
        #expect(try await run(launch) == .signalled(SIGKILL))
        launch.arguments[2] = "kill -TERM $$; sleep 600"
        #expect(try await run(launch) == .signalled(SIGTERM))
    }

    @Test(.enabled(if: Isolation.available != .processGroup))
    func `what an isolated child left behind ends with it`() async throws {
        let pipe = try #require(ChildPipe())
        var launch = Launch(
            path: "/bin/sh",
            arguments: ["-c", "(setsid sleep 600 & echo started); exit 3"]
        )
        launch.isIsolated = true
        launch.standardOutput = pipe.writeEnd
        #expect(try await run(launch) == .exited(3))
        close(pipe.writeEnd)
        var bytes = [UInt8](repeating: 0, count: 20)
        #expect(read(pipe.readEnd, &bytes, bytes.count) == 8)
        // Nobody holds the other end any more: the sleeper is gone. (A child that is just being
        // started may hold it for a moment.)
        var closed = pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0)
        #expect(poll(&closed, 1, 20_000) == 1)
        #expect(read(pipe.readEnd, &bytes, bytes.count) == 0)
        close(pipe.readEnd)
    }

    @Test(.enabled(if: Isolation.available != .processGroup))
    func `an isolated child has a tmp of its own and what it needs of ours`() async throws {
        let ours = try #require(makeFolder())
        let (kept, folder) = ("\(ours)/kept", "\(ours)/own")
        let pipe = try #require(ChildPipe())
        mkdir(kept, 0o700)
        var launch = Launch(
            path: "/bin/sh",
            arguments: ["-c", "cd /tmp; echo x > mine; echo *; echo \(ours)/*"]
        )
        launch.isIsolated = true
        launch.standardOutput = pipe.writeEnd
        let temporary = try #require(TemporaryFolder(at: folder, keeping: [kept, "/usr/bin/sh"]))
        launch.temporary = temporary
        #expect(try await run(launch) == .exited(0))
        var bytes = [UInt8](repeating: 0, count: 400)
        let count = read(pipe.readEnd, &bytes, bytes.count)
        pipe.closeBoth()
        let name = ours.dropFirst("/tmp/".count)
        #expect(
            String(decoding: bytes[..<max(0, count)], as: UTF8.self)
                == "mine \(name)\n\(kept) \(folder)\n"
        )
        #expect(access("\(folder)/mine", F_OK) == 0)
        temporary.remove()
        #expect(access(folder, F_OK) == -1)
        #expect(access(kept, F_OK) == 0)
        TemporaryFolder.removeAll(in: ours)
        #expect(access(ours, F_OK) == -1)
    }

    @Test func `a folder in which something else lies is not removed`() throws {
        let ours = try #require(makeFolder())
        let temporary = try #require(TemporaryFolder(at: "\(ours)/own", keeping: ["/tmp/a/b"]))
        mkdir("\(ours)/own/a/theirs", 0o700)
        temporary.remove()
        #expect(access("\(ours)/own/a/theirs", F_OK) == 0)
        TemporaryFolder.removeAll(in: ours)
    }

    private func makeFolder() -> String? {
        var template = Array("/tmp/sluice-child-XXXXXX".utf8CString)
        return mkdtemp(&template).map { String(cString: $0) }
    }
}
