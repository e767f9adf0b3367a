// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// How `show` writes a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// As a terminal shows it.
    case text
    /// The shape of `deploy`.
    case json
    /// The text in a block, under a heading, for a merge request.
    case markdown
}
