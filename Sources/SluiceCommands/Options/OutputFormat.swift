// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// What stdout carries.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// Text for people.
    case text
    /// One JSON document.
    case json
}
