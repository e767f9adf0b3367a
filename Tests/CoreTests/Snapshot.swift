// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// Compares a text that a person reads with its kept picture; `SLUICE_RECORD=1` rewrites it.
func expectSnapshot(
    _ name: String,
    _ text: String,
    file: String = #filePath,
    location: SourceLocation = #_sourceLocation
) {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = (folder + ["Snapshots", "\(name).txt"]).joined(separator: "/")
    if getenv("SLUICE_RECORD") != nil {
        guard let stream = fopen(path, "w") else { return }
        fputs(text + "\n", stream)
        fclose(stream)
        return
    }
    #expect(text + "\n" == contents(of: path), sourceLocation: location)
}

private func contents(of path: String) -> String? {
    guard let stream = fopen(path, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
        bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
}
