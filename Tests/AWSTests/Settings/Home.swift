// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A home folder of a test, with AWS's files in it; gone with the value.
final class Home {
    let path: String

    init(configuration: String? = nil, credentials: String? = nil) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/sluice-XXXXXX"
        var template = Array(folder.utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try FileManager.default.createDirectory(
            atPath: path + "/.aws",
            withIntermediateDirectories: true
        )
        try configuration?.write(toFile: path + "/.aws/config", atomically: false, encoding: .utf8)
        try credentials?.write(
            toFile: path + "/.aws/credentials",
            atomically: false,
            encoding: .utf8
        )
    }

    deinit {
        // The system clears its temporary folder in the end.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// An environment in which nothing but this home is set.
    func environment(_ variables: [String: String] = [:]) -> [String: String] {
        variables.merging(["HOME": path, "PATH": "/usr/bin:/bin"]) { first, _ in first }
    }
}
