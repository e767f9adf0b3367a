// SPDX-License-Identifier: Apache-2.0

/// What a running `sluice local` leaves in `.sluice/local.json`, and prints with `--output json`.
struct EngineAddress: Hashable, Codable, Sendable {
    /// `http://127.0.0.1:4570`.
    var endpoint: String
    /// The region of every ARN.
    var region: String
    /// The account of every ARN.
    var account: String
    /// The process.
    var pid: Int
    /// The folder of its data; only in the file, for whoever finds the engine gone.
    var data: String?

    /// The file's place in a folder.
    static func path(in folder: String) -> String { "\(folder)/.sluice/local.json" }
}
