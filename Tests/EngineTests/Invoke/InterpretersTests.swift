// SPDX-License-Identifier: Apache-2.0
import Glibc
import Logging
import Synchronization
import Testing

@testable import SluiceEngine

@Suite(.enabled(if: InvokeWorld.hasPython))
struct InterpretersTests {
    /// Remembers what was logged.
    private final class Lines: Sendable {
        let lines = Mutex<[String]>([])
    }

    private struct Remembering: LogHandler {
        let kept: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { kept.lines.withLock { $0.append("\(event.message)") } }
    }

    private func interpreters(
        _ path: String,
        chosen: [String: String] = [:]
    ) -> (Interpreters, Lines) {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Remembering(kept: lines) }
        return (Interpreters(searchPath: path, chosen: chosen, logger: logger), lines)
    }

    @Test func `the version that was chosen is taken`() async throws {
        let (interpreters, lines) = interpreters(
            "/nowhere",
            chosen: ["python3.99": InvokeWorld.python]
        )
        #expect(try await interpreters.interpreter(for: "python3.99").path == InvokeWorld.python)
        #expect(lines.lines.withLock(\.self) == [])
    }

    @Test func `a program that is not there is named`() async {
        let (interpreters, _) = interpreters("/nowhere", chosen: ["python3.12": "/no/python"])
        #expect(
            await interpreters.check("python3.12")
                == "/no/python, which was chosen for runtime python3.12, is no program"
        )
    }

    @Test func `the nearest version stands in, and that is said once`() async throws {
        let (interpreters, lines) = interpreters("/usr/bin")
        for _ in 0..<2 { #expect(await interpreters.check("python3.99") == nil) }
        let path = try await interpreters.interpreter(for: "python3.99").path
        #expect(path.contains("python3"))
        let said = lines.lines.withLock(\.self)
        #expect(said.count == 1)
        #expect(said.first?.hasPrefix("python3.99 runs on \(path), version 3.") == true)
    }

    @Test func `a shim is asked once where it leads`() async throws {
        var template = Array("/tmp/sluice-shim-XXXXXX".utf8CString)
        let folder = String(cString: mkdtemp(&template))
        let shim = "\(folder)/python3.98"
        let file = try #require(fopen(shim, "w"))
        fputs("#!/bin/sh\nexec \(InvokeWorld.python) \"$@\"\n", file)
        fclose(file)
        chmod(shim, 0o755)
        let (interpreters, _) = interpreters(folder)
        let path = try await interpreters.interpreter(for: "python3.98").path
        remove(shim)
        remove(folder)
        #expect(path != shim)
        #expect(path.hasPrefix("/usr/bin/python3"))
    }

    @Test func `a version that pyenv keeps elsewhere is found`() async throws {
        var template = Array("/tmp/sluice-pyenv-XXXXXX".utf8CString)
        let root = String(cString: mkdtemp(&template))
        let folders = ["", "/versions", "/versions/3.98.1", "/versions/3.98.1/bin"].map {
            root + $0
        }
        for folder in folders.dropFirst() { mkdir(folder, 0o755) }
        let program = "\(folders[3])/python3.98"
        symlink(InvokeWorld.python, program)
        let interpreters = Interpreters(
            searchPath: "/nowhere",
            home: "/nowhere",
            pyenvRoot: root,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let path = try await interpreters.interpreter(for: "python3.98").path
        remove(program)
        for folder in folders.reversed() { remove(folder) }
        #expect(path == program)
    }
}
