// SPDX-License-Identifier: Apache-2.0

/// What the options that every verb has say, as a plain value.
struct Settings: Hashable, Sendable {
    /// `--config`.
    var config: String?
    /// `--region`.
    var region: String?
    /// `--profile`.
    var profile: String?
    /// `--endpoint-url`.
    var endpointURL: String?
    /// `--local`.
    var isLocal = false
    /// `--output`.
    var output = OutputFormat.text
    /// `--no-color`.
    var isPlain = false
    /// `-v`.
    var isVerbose = false
    /// `--debug`.
    var isDebug = false
    /// `--yes`.
    var saysYes = false
}

extension CommonOptions {
    /// The options as a plain value.
    var settings: Settings {
        Settings(
            config: config,
            region: region,
            profile: profile,
            endpointURL: endpointURL,
            isLocal: local,
            output: output,
            isPlain: noColor,
            isVerbose: verbose || debug,
            isDebug: debug,
            saysYes: yes
        )
    }
}
