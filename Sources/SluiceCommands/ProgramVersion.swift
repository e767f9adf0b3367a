// SPDX-License-Identifier: Apache-2.0

/// The program's own version, as `sluice --version` says it.
enum ProgramVersion {
    /// Semantic version.
    static let number = "0.1.0"
    /// The line that `--version` prints.
    static let text = "sluice \(number)"
}
