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
    /// One change of what the alias serves.
    public struct AliasWriteRecord: Hashable, Sendable {
        /// When.
        public var at: Timestamp
        /// What it serves from then on.
        public var traffic: Traffic
    }

    /// Something that happens at its time, whoever drives.
    struct Happening: Sendable {
        var at: Timestamp
        var act: @Sendable (inout State) -> Void
    }

    struct State: Sendable {
        var model: LambdaModel
        var chance: SeededRandom
        var entries: [Entry] = []
        var requests: [Request] = []
        var now: Timestamp
        var counted: Int64
        var writes: [AliasWriteRecord] = []
        var published = 0
        var lastMover = Truth.Writer.someoneElse
        var calls: [Version: Int] = [:]
        var probes: [Version: Int] = [:]
        var failedProbes = 0
        var happenings: [Happening] = []
        var snapshots: [(until: Timestamp, model: LambdaModel)] = []
        var fired: [Fault: Int] = [:]
        var numberOfCalls = 0
        var reached: [String] = []
        var checker: Checker
    }

    /// The function of every simulation.
    public static let function = "orders"
    /// Its alias.
    public static let alias = "live"
    /// When the world begins.
    public static let beginning = Timestamp(second: 1_800_000_000)

    /// How callers and versions behave.
    public let profile: Profile
    /// What goes wrong.
    public let faults: FaultPlan
    let seed: UInt64
    let state: Mutex<State>

    /// Makes a world in which nothing has been deployed yet.
    public init(seed: UInt64, profile: Profile = Profile(), faults: FaultPlan = .none) {
        self.seed = seed
        self.profile = profile
        self.faults = faults
        state = Mutex(
            State(
                model: LambdaModel(
                    settleTime: .milliseconds(300),
                    metrics: MetricStore(delay: profile.metricDelay)
                ),
                chance: SeededRandom(seed: seed),
                now: Self.beginning,
                counted: Self.beginning.second,
                checker: Checker(function: Self.function, alias: Self.alias)
            )
        )
    }

    /// The time that the last process saw, by the world's own clock.
    public var now: Timestamp {
        get { state.withLock { $0.now } }
        set { state.withLock { $0.now = newValue } }
    }
    /// The journal as it is on disk.
    public var entries: [Entry] { state.withLock { $0.entries } }
    /// What the rollout came to; `nil` while its journal has no end.
    public var outcome: Outcome? {
        for entry in entries.reversed() {
            if case .finished(let outcome) = entry.event { return outcome }
        }
        return nil
    }
    /// Every change of what the alias serves.
    public var writes: [AliasWriteRecord] { state.withLock { $0.writes } }
    /// How many versions were ever published, `$LATEST` counted.
    public var publishedVersions: Int { state.withLock { $0.published } }
    /// Which faults struck, and how often.
    public var fired: [Fault: Int] { state.withLock { $0.fired } }
    /// What the checkers found.
    public var violations: [Violation] { state.withLock { $0.checker.violations } }
    /// What the alias serves now.
    public var traffic: Traffic? { state.withLock { traffic($0) } }

    /// Somebody in another shell asks for something.
    public func ask(_ request: Request) { state.withLock { $0.requests.append(request) } }

    /// Notes something that a checker of a whole run found.
    func note(_ rule: Checker.Rule, _ text: String) {
        state.withLock { $0.checker.note(rule, text, at: $0.now) }
    }

    /// Counts a fault that struck.
    func strike(_ fault: Fault) { state.withLock { $0.fired[fault, default: 0] += 1 } }

    /// The number of the next call that anybody makes.
    func nextCall() -> Int {
        state.withLock { state in
            state.numberOfCalls += 1
            return state.numberOfCalls
        }
    }

    /// Lets everything happen that is due.
    func settle(until now: Timestamp, _ state: inout State) {
        while let first = state.happenings.first, first.at <= now {
            state.happenings.removeFirst()
            count(until: first.at.second, &state)
            state.model.advance(to: first.at)
            state.now = max(state.now, first.at)
            first.act(&state)
        }
        count(until: now.second, &state)
        state.model.advance(to: now)
        state.now = max(state.now, now)
    }

    /// Arranges for something to happen.
    func arrange(at: Timestamp, _ act: @escaping @Sendable (inout State) -> Void) {
        state.withLock { Self.arrange(Happening(at: at, act: act), &$0) }
    }

    static func arrange(_ happening: Happening, _ state: inout State) {
        let place = state.happenings.firstIndex { $0.at > happening.at }
        state.happenings.insert(happening, at: place ?? state.happenings.endIndex)
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

    /// Keeps a change of the traffic in mind, and who made it.
    func noteTraffic(
        before: Traffic?,
        by writer: Truth.Writer,
        at: Timestamp,
        _ state: inout State
    ) {
        let after = traffic(state)
        guard after != before else { return }
        state.lastMover = writer
        if let after { state.writes.append(AliasWriteRecord(at: at, traffic: after)) }
    }

    func truth(_ state: State) -> Truth {
        guard let function = state.model.functions[Self.function] else { return Truth() }
        var packages = [Version.latest: function.latest.program.package.sha256]
        for version in function.published {
            packages[version.version] = version.program.package.sha256
        }
        return Truth(
            traffic: traffic(state),
            description: function.aliases[Self.alias]?.description ?? "",
            lastMover: state.lastMover,
            packages: packages,
            previous: function.aliases["\(Self.alias)-previous"]?.version,
            broken: profile.broken,
            failingGates: profile.failingGates,
            calls: state.calls,
            probes: state.probes
        )
    }
}
