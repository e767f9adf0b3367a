// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceCore
import SluiceEngine

extension Composition {
    /// Prepares a folder and an engine for the tour, and leaves nothing of them behind.
    func withDemo<Result: Sendable>(
        _ body: (DemoTour) async throws -> Result
    ) async throws -> Result {
        let signals = Signals()
        signals.catchThem()
        let folder = try temporaryFolder()
        defer { TextFile.removeAll(folder) }
        try TextFile.makeFolder("\(folder)/src")
        try TextFile.write(DemoProject.file + "\n", to: "\(folder)/sluice.yaml")
        var options = engineOptions(data: "\(folder)/engine")
        options.port = 0
        return try await withEngine(options) { engine in
            let address = EngineAddress(
                endpoint: engine.endpoint,
                region: options.region,
                account: options.account,
                pid: Int(getpid())
            )
            return try await withCloud(at: address, isOwn: false) { cloud in
                try await body(
                    DemoTour(house: self, cloud: cloud, folder: folder, signals: signals)
                )
            }
        }
    }

    private func temporaryFolder() throws -> String {
        var path = Array("\(variable("TMPDIR") ?? "/tmp")/sluice-demo-XXXXXX".utf8CString)
        guard mkdtemp(&path) != nil else {
            throw Complaint(
                "a temporary folder cannot be made",
                why: [String(cString: strerror(errno))],
                now: [Complaint.nothingChanged],
                next: ["set TMPDIR to a folder that you may write to"]
            )
        }
        return String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
