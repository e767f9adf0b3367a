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
        if let other = await runningEngine([folder]), other.pid != address.pid {
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

    /// Takes an address away again, unless another engine has put its own there.
    func take(_ address: EngineAddress, from file: String) {
        guard let bytes = TextFile.bytes(file, max: Limits.addressBytesMax),
            let found = try? JSONDecoder().decode(EngineAddress.self, from: Data(bytes)),
            found.pid == address.pid
        else { return }
        TextFile.removeAll(file)
    }
}
