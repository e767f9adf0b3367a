// SPDX-License-Identifier: Apache-2.0
import Testing

/// A place that breaks a rule, and what to do instead.
struct Finding: Equatable, CustomStringConvertible {
    let path: String
    let line: Int
    let rule: String
    let instead: String

    var description: String { "\(path):\(line): \(rule) — \(instead)" }
}

/// Fails the test once for each finding.
func report(_ findings: [Finding]) {
    for finding in findings { Issue.record("\(finding.description)") }
}
