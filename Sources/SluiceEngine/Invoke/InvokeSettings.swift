// SPDX-License-Identifier: Apache-2.0

/// What can be chosen about the invoke path.
public struct InvokeSettings: Sendable {
    /// The account and region of requests that name no other.
    public var home = Realm()
    /// How many invocations may run or wait at once in one account and region.
    public var accountConcurrency = 1000
    /// How many workers one version may have; further invocations wait for one of them.
    public var workersPerVersion = 32
    /// How many workers there may be in all.
    public var workersMax = 128
    /// After how long a worker without work is ended.
    public var idleWorkers = Duration.seconds(300)
    /// The folder that the bootstraps are written to; it is made when it is missing.
    public var runtimeDirectory: String
    /// What functions get as `AWS_ENDPOINT_URL`; without one, the address that the router listens on.
    public var endpoint: String?
    /// Whether workers get a PID namespace, where the machine allows one.
    public var isolatesWorkers = true

    /// Makes the settings of an ordinary engine.
    public init(runtimeDirectory: String) { self.runtimeDirectory = runtimeDirectory }
}
