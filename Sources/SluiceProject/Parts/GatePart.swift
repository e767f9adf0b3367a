// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// A gate as it stands in the file: files unread, lookups unresolved.
struct GatePart: Sendable {
    /// What it does.
    enum Check: Sendable {
        /// Invokes the candidate with a payload.
        case invoke(Payload, Expectation)
        /// Runs a command.
        case run(String)
        /// Calls an address.
        case url(Located<Template>)
    }

    /// What an invocation is given.
    enum Payload: Sendable {
        /// Written in the project file.
        case value(PropertyValue)
        /// In a file beside it.
        case file(Located<String>)
    }

    var place: Located<Gate.Place>
    var check: Check
    var timeout: Duration
}
