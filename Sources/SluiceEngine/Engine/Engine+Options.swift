// SPDX-License-Identifier: Apache-2.0

extension Engine {
    /// What can be chosen about an engine.
    public struct Options: Sendable {
        /// The address to listen on.
        public var host = "127.0.0.1"
        /// The port; 0 lets the machine choose.
        public var port = 4570
        /// The folder that keeps everything; made when it is not there.
        public var dataDirectory: String
        /// The region of every ARN.
        public var region = "us-east-1"
        /// The account of every ARN: twelve digits.
        public var account = "000000000000"
        /// Runtime → the program that runs it, where the machine's own choice is not wanted.
        public var runtimes: [String: String] = [:]
        /// Where interpreters are looked for, as in `PATH`.
        public var searchPath = "/usr/local/bin:/usr/bin:/bin"
        /// The home folder, below which version managers keep interpreters.
        public var home: String?
        /// The folder of pyenv, where it is not `.pyenv` in the home folder.
        public var pyenvRoot: String?
        /// How late and coarse metrics are, as AWS's; `nil` keeps seconds and shows them at once.
        public var metricDelay: Duration?
        /// Whether `ExecutedVersion` is written for aliases without weights too.
        public var alwaysExecutedVersion = false
        /// How long `Pending` and `InProgress` last.
        public var settleTime = Duration.milliseconds(200)
        /// How long an event waits before its first retry, and twice that before its second; AWS's is a
        /// minute.
        public var retryWait = Duration.seconds(1)
        /// After how long without a call a function becomes `Inactive`; `nil` for never.
        public var idleAfter: Duration?
        /// How long calls that run get to end when the engine stops.
        public var stopGrace = Duration.seconds(5)
        /// Where all chance comes from: routing by weight, ids.
        public var seed: UInt64 = 1

        /// Makes the options of an ordinary engine.
        public init(dataDirectory: String) { self.dataDirectory = dataDirectory }
    }
}
