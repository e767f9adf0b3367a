// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceModel
import SluiceWire
import Synchronization

/// What outlives a process: AWS as `LambdaModel` has it, its callers, the journal, the time.
///
/// Calls are drawn by (seed, second, number), never in the order in which somebody looks, so that
/// a kill does not change the traffic.
public final class SimWorld: Sendable {
    /// How callers and versions behave.
    public struct Profile: Sendable {
        /// Calls through the alias in a second.
        public var callsPerSecond = 60
        /// Failed calls of a version, as a share, by the CodeSha256 of its package.
        public var failureRates: [String: Double] = [:]
        /// From this second of the world on a version fails so; before it is well.
        public var failuresFrom: Int64 = 0
        /// Packages whose gates fail.
        public var broken: Set<String> = []

        /// Makes callers who are content.
        public init() {}
    }

    struct State {
        var model = LambdaModel(settleTime: .milliseconds(300))
        var chance: SeededRandom
        var entries: [Entry] = []
        var requests: [Request] = []
        var now: Timestamp
        var counted: Int64
        var writes: [AliasWriteRecord] = []
        var published = 0
    }

    /// One change of what the alias serves.
    public struct AliasWriteRecord: Hashable, Sendable {
        /// When.
        public var at: Timestamp
        /// What it serves from then on.
        public var traffic: Traffic
    }

    /// The function of every simulation.
    public static let function = "orders"
    /// Its alias.
    public static let alias = "live"
    /// When the world begins.
    public static let beginning = Timestamp(second: 1_800_000_000)

    /// How callers and versions behave.
    public let profile: Profile
    let seed: UInt64
    let state: Mutex<State>

    /// Makes a world in which nothing has been deployed yet.
    public init(seed: UInt64, profile: Profile = Profile()) {
        self.seed = seed
        self.profile = profile
        state = Mutex(
            State(
                chance: SeededRandom(seed: seed),
                now: Self.beginning,
                counted: Self.beginning.second
            )
        )
    }

    /// The time that the last process saw.
    public var now: Timestamp {
        get { state.withLock { $0.now } }
        set { state.withLock { $0.now = newValue } }
    }
    /// The journal as it is on disk.
    public var entries: [Entry] { state.withLock { $0.entries } }
    /// Every change of what the alias serves.
    public var writes: [AliasWriteRecord] { state.withLock { $0.writes } }
    /// How many versions were ever published.
    public var publishedVersions: Int { state.withLock { $0.published } }

    /// Somebody in another shell asks for something.
    public func ask(_ request: Request) { state.withLock { $0.requests.append(request) } }

    /// Deploys a first version behind the alias, as if it had been there for long.
    public func deployFirst(code: String) throws {
        try state.withLock { state in
            let package = Result<CodePackage, AWSFailure>.success(
                CodePackage(sha256: code, size: 1)
            )
            var at = state.now.advanced(by: .seconds(-60))
            func perform<O: ModelOperation>(_ operation: O) throws {
                at = at.advanced(by: .seconds(1))
                _ = try state.model.perform(
                    operation,
                    at: at,
                    chance: &state.chance,
                    package: package
                )
            }
            try perform(
                CreateFunction(
                    functionName: Self.function,
                    runtime: "python3.12",
                    role: "arn:aws:iam::000000000000:role/orders",
                    handler: "app.handler",
                    code: FunctionCode(zipFile: Blob(utf8: code))
                )
            )
            try perform(PublishVersion(functionName: Self.function))
            try perform(
                CreateAlias(functionName: Self.function, name: Self.alias, functionVersion: "1")
            )
            state.published = 1
        }
    }

    /// Performs one call at this time, after the calls of all seconds before it were counted.
    func perform<Operation: ModelOperation>(
        _ operation: Operation,
        at now: Timestamp
    ) throws(AWSFailure) -> Operation.Output {
        try state.withLock { state throws(AWSFailure) in
            count(until: now.second, &state)
            let before = traffic(state)
            let output = try state.model.perform(
                operation,
                at: now,
                chance: &state.chance,
                package: package(of: operation)
            )
            state.published = state.model.functions[Self.function]?.versions.count ?? 1
            if let after = traffic(state), after != before {
                state.writes.append(AliasWriteRecord(at: now, traffic: after))
            }
            return output
        }
    }

    private func package(of operation: Any) -> Result<CodePackage, AWSFailure>? {
        let code: Blob? =
            switch operation {
            case let create as CreateFunction: create.code.zipFile
            case let update as UpdateFunctionCode: update.zipFile
            default: nil
            }
        return code.map { .success(CodePackage(sha256: $0.text, size: $0.bytes.count)) }
    }

    func traffic(_ state: State) -> Traffic? {
        guard let alias = state.model.functions[Self.function]?.aliases[Self.alias] else {
            return nil
        }
        return Traffic(
            version: alias.version,
            weighted: alias.share.flatMap { share in
                Weight(fraction: share.weight).map { .init(share.version, $0) }
            }
        )
    }

    /// What the alias serves now.
    public var traffic: Traffic? { state.withLock { traffic($0) } }

    // MARK: callers

    private func count(until second: Int64, _ state: inout State) {
        guard let traffic = traffic(state), state.counted < second else {
            state.counted = max(state.counted, second)
            return
        }
        for second in state.counted..<second {
            var calls: [Version: (calls: Int, errors: Int)] = [:]
            for number in 0..<profile.callsPerSecond {
                var draw = SeededRandom(seed: seed).fork("\(second) \(number)")
                let version = route(draw.fraction(), traffic)
                let fails = draw.fraction() < failureRate(of: version, at: second, state)
                calls[version, default: (0, 0)].calls += 1
                if fails { calls[version, default: (0, 0)].errors += 1 }
            }
            state.model.record(
                calls.sorted { $0.key < $1.key }.map { version, counts in
                    CallTally(
                        second: second,
                        function: Self.function,
                        qualifier: Self.alias,
                        executedVersion: version,
                        isWeighted: traffic.weighted != nil,
                        invocations: counts.calls,
                        errors: counts.errors,
                        throttles: 0,
                        durations: nil
                    )
                }
            )
        }
        state.counted = second
        _ = state.model.takeChanges()
    }

    private func route(_ draw: Double, _ traffic: Traffic) -> Version {
        guard let weighted = traffic.weighted, draw < weighted.weight.fraction else {
            return traffic.version
        }
        return weighted.version
    }

    private func failureRate(of version: Version, at second: Int64, _ state: State) -> Double {
        guard second - Self.beginning.second >= profile.failuresFrom,
            let code = code(of: version, state)
        else { return 0 }
        return profile.failureRates[code] ?? 0
    }

    func code(of version: Version, _ state: State) -> String? {
        state.model.functions[Self.function]?.record(of: version)?.current.package.sha256
    }
}
