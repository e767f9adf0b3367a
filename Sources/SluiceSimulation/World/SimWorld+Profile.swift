// SPDX-License-Identifier: Apache-2.0

extension SimWorld {
    /// How callers and versions behave.
    public struct Profile: Hashable, Sendable {
        /// Calls through the alias in a second.
        public var callsPerSecond = 60
        /// Failed calls of a version, as a share, by the CodeSha256 of its package.
        public var failureRates: [String: Double] = [:]
        /// The CodeSha256 of packages by their content, where it is not the content itself.
        public var digests: [String: String] = [:]
        /// Milliseconds that a call of a version takes, by the CodeSha256 of its package.
        public var latencies: [String: Double] = [:]
        /// Milliseconds that a call takes from `slowFrom` on, where that is another time.
        public var lateLatencies: [String: Double] = [:]
        /// From this second of the world on calls are late.
        public var slowFrom: Int64 = 0
        /// Calls to a version that are throttled, as a share, by the CodeSha256 of its package.
        public var throttleRates: [String: Double] = [:]
        /// From this second of the world on a version fails so; before it is well.
        public var failuresFrom: Int64 = 0
        /// How many times its weight the candidate's share of the calls is: 1 where AWS does as told.
        public var shareFactor = 1.0
        /// Packages whose gates fail.
        public var broken: Set<String> = []
        /// Gates that run beside the function and fail, by their names.
        public var failingGates: Set<String> = []
        /// Seconds that one period of the metrics spans: 1, or 60 as on AWS.
        public var metricPeriod = 1
        /// Whether the hour before told how long calls took and how many failed.
        public var knowsHour = false
        /// How late metrics become visible, second by second; then in minutes only, as on AWS.
        public var metricDelay: Duration?

        /// Makes callers who are content.
        public init() {}
    }
}
