// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A check that must pass once, before traffic, between steps or after them.
public struct Gate: Hashable, Codable, Sendable {
    /// When a gate runs.
    public enum Place: Hashable, Codable, Sendable {
        /// Against the published version, before it gets any traffic.
        case before
        /// After the bake of the step with this weight.
        case step(Weight)
        /// After the candidate has all traffic.
        case after
    }

    /// What a gate does.
    public enum Check: Hashable, Codable, Sendable {
        /// Invokes the candidate by its number and looks at the answer.
        case invoke(payload: PropertyValue, expect: Expectation)
        /// Runs a command, which passes by ending with 0.
        case run(command: String, directory: String)
        /// Calls an address, which passes with a status of 200 to 299.
        case url(String)
    }

    /// How the gate is called in reports: `invoke smoke.json`, `run ./smoke-test.sh`.
    public var name: String
    /// When it runs.
    public var place: Place
    /// What it does.
    public var check: Check
    /// How long it may take.
    public var timeout: Duration

    /// Makes a gate; a time-out of 60 s unless said.
    public init(
        name: String,
        place: Place = .before,
        check: Check,
        timeout: Duration = .seconds(60)
    ) {
        self.name = name
        self.place = place
        self.check = check
        self.timeout = timeout
    }
}
