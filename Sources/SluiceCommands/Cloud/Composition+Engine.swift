// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceEngine

extension Composition {
    /// The options of an ordinary engine on this machine.
    func engineOptions(data: String) -> Engine.Options {
        var options = Engine.Options(dataDirectory: data)
        options.searchPath = variable("PATH") ?? options.searchPath
        options.home = variable("HOME")
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
    func leave(_ address: EngineAddress, in file: String) throws {
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

    /// Takes an address away again, unless another engine has put its own there.
    func take(_ address: EngineAddress, from file: String) {
        guard let text = TextFile.read(file), text.contains("\"pid\":\(address.pid)") else {
            return
        }
        TextFile.removeAll(file)
    }
}
