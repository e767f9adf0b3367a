// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceCore
import SluiceEngine

extension Composition {
    /// The options of an ordinary engine on this machine.
    func engineOptions(data: String) -> Engine.Options {
        var options = Engine.Options(dataDirectory: data)
        options.searchPath = variable("PATH") ?? options.searchPath
        options.home = variable("HOME")
        options.pyenvRoot = variable("PYENV_ROOT")
        options.seed = seed()
        return options
    }

    /// Runs an engine in this process while something is done, and ends it in any case.
    func withEngine<Result: Sendable>(
        _ options: Engine.Options,
        _ body: (Engine) async throws -> Result
    ) async throws -> Result {
        let engine = try await Engine.start(options, clock: clock, logger: logger())
        do {
            let result = try await body(engine)
            await engine.stop()
            return result
        } catch {
            await engine.stop()
            throw error
        }
    }

    /// A seed for chance that nobody needs to repeat.
    func seed() -> UInt64 {
        var random = chance()
        return random.next()
    }

    /// Leaves an engine's address where `--local` looks for it.
    ///
    /// The address of another engine that still answers stays: whoever started it counts on it.
    func leave(_ address: EngineAddress, in file: String) async throws {
        let folder = String(file.dropLast("/.sluice/local.json".count))
        if let trace = EngineTrace(in: folder), trace.keepsPlace(before: address),
            let other = await runningEngine([folder])
        {
            console.say(
                "note: .sluice/local.json keeps naming the engine at \(other.endpoint), process "
                    + "\(other.pid); reach this one with --endpoint-url \(address.endpoint)"
            )
            return
        }
        do {
            try TextFile.makeFolder(String(file.dropLast("/local.json".count)))
            try TextFile.write(try JSONText.line(address) + "\n", to: file)
        } catch {
            throw Complaint(
                "the engine's address cannot be written",
                why: ["\(error)"],
                now: [Complaint.nothingChanged],
                next: ["start sluice local in a folder that you may write to"]
            )
        }
    }

    /// Refuses to start an engine in the place of one whose address is recorded and that does not
    /// answer: what was deployed to it would not be there.
    ///
    /// One whose data lies where an own engine has its data is gone on with, and that is said.
    ///
    /// - Throws: `Complaint` that names the engine and what to do.
    func checkGone(in folders: [String], own data: String) async throws {
        guard let trace = folders.lazy.compactMap({ EngineTrace(in: $0) }).first else { return }
        if let known = trace.address?.data, known == data, !trace.isAlive {
            console.say(
                "note: the engine of \(trace.file) is gone (\(trace.text)); this command starts one "
                    + "with its data"
            )
            return
        }
        throw Complaint(
            "the engine of \(trace.file) does not answer",
            why: [trace.text, "another engine would not have what was deployed to it"],
            now: [Complaint.nothingChanged],
            next: [
                "\(trace.restart)   starts it again",
                "rm \(trace.file)   and --local starts an engine of its own for each command",
            ]
        )
    }

    /// Takes an address away again, unless another engine has put its own there.
    func take(_ address: EngineAddress, from file: String) {
        guard let bytes = TextFile.bytes(file, max: Limits.addressBytesMax),
            let found = try? JSONDecoder().decode(EngineAddress.self, from: Data(bytes)),
            found.pid == address.pid
        else { return }
        TextFile.removeAll(file)
    }
}
