// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What somebody asks of a running rollout, from this terminal or from another shell.
public struct Request: Hashable, Codable, Sendable {
    /// What can be asked.
    public enum Verb: String, Hashable, Codable, Sendable {
        /// All traffic back to the stable version.
        case abort
        /// Stay where it is; guards go on.
        case pause
        /// The end of a pause.
        case resume
        /// To the next step now, without the rest of the bake.
        case promote
        /// To 100 % now, without the steps in between.
        case promoteAll
        /// Consent to the next step that asks for it.
        case approve
        /// Someone else's change of the alias as the new state.
        case adopt
        /// The candidate's share back down the steps, and then to nothing.
        case stepDown
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
    /// The step that the asker saw, from 1, and 0 before traffic; `nil` means any.
    ///
    /// A wish for a step that was left meanwhile means nothing.
    public var step: Int?
    /// The traffic that the asker saw, where it is to be adopted.
    public var traffic: Traffic?

    /// Makes a request.
    public init(
        id: String,
        verb: Verb,
        who: String,
        at: Timestamp,
        reason: String? = nil,
        step: Int? = nil,
        traffic: Traffic? = nil
    ) {
        self.id = id
        self.verb = verb
        self.who = who
        self.at = at
        self.reason = reason
        self.step = step
        self.traffic = traffic
    }

    /// `mira: tenants complain`, or `mira` where no reason was given.
    var whoAndWhy: String { reason.map { "\(who): \($0)" } ?? who }
}

extension Request.Verb {
    /// The verb as it is typed.
    public var words: String {
        switch self {
        case .promoteAll: "promote --full"
        case .adopt: "resume --adopt"
        case .stepDown: "rollback --gradual"
        case .abort, .pause, .resume, .promote, .approve: rawValue
        }
    }
}
