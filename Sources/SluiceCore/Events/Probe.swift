// SPDX-License-Identifier: Apache-2.0

/// One round of Sluice's own calls: the same payload to the stable version and to the candidate.
public struct Probe: Hashable, Codable, Sendable {
    /// What one version made of its call.
    public struct Answer: Hashable, Codable, Sendable {
        /// The call's request id, where the answer tells it.
        public var request: String?
        /// Whether the function failed.
        public var hasFailed: Bool

        /// Makes an answer.
        public init(request: String? = nil, hasFailed: Bool) {
            self.request = request
            self.hasFailed = hasFailed
        }
    }

    /// The stable version's answer; `nil` where there is no such version.
    public var stable: Answer?
    /// The candidate's answer.
    public var candidate: Answer?
    /// Why a version gave no answer: throttled, or out of reach.
    ///
    /// Such a round counts nowhere.
    public var trouble: String?

    /// Makes a round.
    public init(stable: Answer? = nil, candidate: Answer? = nil, trouble: String? = nil) {
        self.stable = stable
        self.candidate = candidate
        self.trouble = trouble
    }

    /// The request ids of its calls.
    var requests: [String] { [stable, candidate].compactMap { $0?.request } }
}
