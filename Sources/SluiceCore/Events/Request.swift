// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What somebody asks of a running rollout, from this terminal or from another shell.
public struct Request: Hashable, Codable, Sendable {
    /// What can be asked.
    public enum Verb: String, Hashable, Codable, Sendable {
        /// All traffic back to the stable version.
        case abort
    }

    /// Tells a request that was read twice.
    public var id: String
    /// What is asked.
    public var verb: Verb
    /// Who asks.
    public var who: String
    /// When.
    public var at: Timestamp
    /// Why, in the person's words.
    public var reason: String?

    /// Makes a request.
    public init(id: String, verb: Verb, who: String, at: Timestamp, reason: String? = nil) {
        self.id = id
        self.verb = verb
        self.who = who
        self.at = at
        self.reason = reason
    }
}
