// SPDX-License-Identifier: Apache-2.0

/// Who calls the alias, as far as it decides what can be seen of its calls.
public struct Callers: Hashable, Codable, Sendable {
    /// A caller to whom a function may answer that it failed without failing.
    public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        /// A function URL.
        case functionURL
        /// API Gateway.
        case apiGateway
        /// An application load balancer.
        case loadBalancer
        /// A queue or stream that takes back the failed part of a batch.
        case partialBatches

        /// What it is called in texts.
        public var words: String {
            switch self {
            case .functionURL: "a function URL"
            case .apiGateway: "API Gateway"
            case .loadBalancer: "a load balancer"
            case .partialBatches: "a queue or stream with partial batch answers"
            }
        }
    }

    /// The callers that were found, each kind once.
    public var kinds: [Kind]
    /// Other aliases that serve the stable version or the candidate.
    public var otherAliases: [String]
    /// Operations that AWS refused, so that not all callers are known.
    public var unread: [String]

    /// Makes a list of callers.
    public init(kinds: [Kind] = [], otherAliases: [String] = [], unread: [String] = []) {
        self.kinds = kinds
        self.otherAliases = otherAliases
        self.unread = unread
    }
}
