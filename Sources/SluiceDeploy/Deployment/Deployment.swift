// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SluiceWire
import SystemPackage

/// The walks of a deployment over one endpoint: deploy, resume, roll back, shift.
///
/// ```swift
/// let report = try await deployment.deploy(intent)
/// ```
public struct Deployment: Sendable {
    /// The closures by which a deployment asks the program around it.
    public struct Seams: Sendable {
        /// Asks whether a plan is to be carried out.
        public var confirm: @Sendable (Plan) async throws -> Bool
        /// Is called with each recorded entry and the rollout that holds it, for views.
        public var observe: @Sendable (Entry, Rollout) async -> Void
        /// The next wish to stop; suspends until there is one, `nil` when none will come or when
        /// its task is cancelled, which is how a drive ends.
        public var interrupt: @Sendable () async -> Interrupt?
        /// Tells what is waited for.
        public var tell: @Sendable (String) async -> Void

        /// Bundles the seams; without anything said every plan is carried out and nobody looks.
        public init(
            confirm: @escaping @Sendable (Plan) async throws -> Bool = { _ in true },
            observe: @escaping @Sendable (Entry, Rollout) async -> Void = { _, _ in },
            interrupt: @escaping @Sendable () async -> Interrupt? = { nil },
            tell: @escaping @Sendable (String) async -> Void = { _ in }
        ) {
            self.confirm = confirm
            self.observe = observe
            self.interrupt = interrupt
            self.tell = tell
        }
    }

    let aws: any AWSTransport
    let clock: any WallClock
    let random: SeededRandom
    let survey: Survey
    let gates: GateRunner
    let pace: LogPace
    let store: JournalStore
    let locks: TargetLock
    let identity: DriverIdentity
    let credentials: @Sendable () async throws -> CredentialLife?
    let seams: Seams
    let heart: Heart
    /// Whether it brings a rollout to its end that nothing speaks against: it waits for a store even
    /// where a person waits for it.
    var isFinishing = false

    /// Makes a deployment over a transport that repeats what may be repeated.
    public init(
        aws: any AWSTransport,
        clock: any WallClock,
        random: SeededRandom,
        survey: Survey,
        gates: GateRunner,
        store: JournalStore,
        locks: TargetLock,
        identity: DriverIdentity,
        credentials: @escaping @Sendable () async throws -> CredentialLife? = { nil },
        seams: Seams
    ) {
        self.credentials = credentials
        self.aws = aws
        self.clock = clock
        self.random = random
        self.survey = survey
        self.gates = gates
        pace = LogPace(clock: clock)
        self.store = store
        heart = Heart(clock)
        self.locks = locks.sharing(store.home, on: identity.host).listening(to: heart)
        self.identity = identity
        self.seams = seams
    }

    /// The whole rollout: from what is wanted to what became of it.
    ///
    /// - Parameters:
    ///   - intent: What is wanted.
    ///   - whenOpen: What to do while another rollout of the target is open.
    ///   - milestone: How far to go; the rollout is paused there and left open.
    /// - Returns: What became of it.
    /// - Throws: `Complaint` when it is refused, or before anything was written.
    public func deploy(
        _ intent: Intent,
        whenOpen: WhenOpen = .refuse,
        until milestone: Milestone? = nil
    ) async throws -> Report {
        if let milestone { try check(milestone, intent) }
        guard whenOpen != .refuse else { return try await walk(intent, until: milestone) }
        return try await deploy(intent, makingWay: whenOpen, until: milestone)
    }

    /// The walk of one deployment, with nothing in its way.
    ///
    /// A plan that was agreed to already is not asked about again while it goes from the same version.
    /// What was rolled back only to make way for it is not held against it.
    func walk(
        _ intent: Intent,
        until milestone: Milestone? = nil,
        agreed: Plan? = nil,
        superseding superseded: Set<String> = []
    ) async throws -> Report {
        var (intent, scene, vault) = try await look(at: intent)
        scene.forget(superseded)
        if let open = scene.openRollout {
            throw try await busy(with: open, for: intent, scene)
        }
        if let version = Plan.versionServingAlready(intent, given: scene) {
            return Report(
                end: .unchanged(version: version),
                target: scene.target,
                alias: scene.alias
            )
        }
        var plan = try Plan(intent, given: scene, rollout: await newName(), fence: fence)
        if case .step = milestone, plan.stable == nil { throw Self.stepless(plan) }
        plan.until = milestone?.text
        let isAgreed = agreed.map { $0.stable == plan.stable } ?? false
        if !isAgreed {
            guard try await seams.confirm(plan) else { throw Self.declined }
        }
        let holder = holder(of: plan.rollout)
        return try await locks.holdingLease(plan.target, as: holder) { lease in
            try await lookAgain(at: scene, for: plan)
            if let code = plan.code {
                plan.code = try await JournalTrouble.worded("written", in: store.home.place) {
                    try await store.packages.keep(code, at: clock.now)
                }
            }
            let journal = try await open(plan)
            return try await drive(
                journal,
                of: plan,
                with: vault,
                under: lease
            )
        }
    }

    /// Drives an open rollout on; running is resuming.
    ///
    /// - Parameters:
    ///   - rollout: The rollout's name.
    ///   - settings: The project file's settings, for values that are looked up: the journal does
    ///     not hold them, and without them a rollout goes on only where they have been written.
    /// - Returns: What became of it.
    /// - Throws: `Complaint` when there is no such rollout, or somebody else drives it.
    public func resume(
        _ rollout: String,
        with settings: FunctionSettings? = nil
    ) async throws -> Report {
        let found = try await store.rollout(rollout)
        if let outcome = found.outcome {
            let entries = try await store.open(rollout).entries()
            return Report(
                end: .finished(outcome),
                target: found.plan.target,
                rollout: found,
                entries: entries
            )
        }
        try await checkPlace(of: found.plan)
        return try await locks.holdingLease(
            found.plan.target,
            as: holder(of: rollout),
            isPatient: true,
            tell: seams.tell,
            rest: { try await rest(until: $0) }
        ) { lease in
            let vault = try await vault(of: settings ?? found.plan.settings)
            return try await drive(
                try await store.open(rollout),
                of: found.plan,
                with: vault,
                under: lease
            )
        }
    }

    /// The plan of a rollout.
    public func plan(of rollout: String) async throws -> Plan {
        let entries = try await store.open(rollout).entries()
        if case .started(let plan) = entries.first?.event { return plan }
        return try await store.rollout(rollout).plan
    }

    // MARK: parts of the walk

    /// What keeps drivers on other machines off the alias.
    var fence: Fence { locks.leases == nil ? .alias : .lease }

    /// A name that no journal here has; two may begin in the same millisecond.
    func newName() async -> String {
        // A store that cannot be read is said when the journal is made.
        let taken = Set((try? await store.names()) ?? [])
        var random = random.fork("rollout \(clock.now.millisecondsSince1970)")
        var name = RolloutName.make(at: clock.now, random: &random)
        for _ in 0..<Limits.nameTries where taken.contains(name) {
            name = RolloutName.make(at: clock.now, random: &random)
        }
        return name
    }

    func holder(of rollout: String, in home: JournalStore? = nil) -> TargetLock.Holder {
        TargetLock.Holder(
            driver: identity,
            rollout: rollout,
            requests: (home ?? store).requests(of: rollout).place
        )
    }

    /// Writes the plan into a new journal: from here on the rollout is open.
    func open(_ plan: Plan) async throws -> any KeptJournal {
        let journal = try await store.create(plan.rollout)
        let first = Entry(n: 1, at: clock.now, event: .started(plan: plan))
        try await JournalTrouble.worded("written", in: store.home.place) {
            try await journal.append(first)
        }
        return journal
    }

    /// What there is, and what is wanted without the values that are looked up.
    func look(at intent: Intent) async throws -> (Intent, Scene, Vault) {
        let vault = try await vault(of: intent.settings)
        var intent = intent
        intent.settings = vault.sealed(intent.settings)
        return (intent, try await survey.reading(through: vault).scene(for: intent), vault)
    }

    /// The looked-up values of these settings; without any, nothing is sealed and no key is made.
    func vault(of settings: FunctionSettings) async throws -> Vault {
        let key = settings.secrets.isEmpty ? [] : try await store.sealKey()
        return Vault(settings, seal: Seal(key: key))
    }

    private func check(_ milestone: Milestone, _ intent: Intent) throws {
        let weights = intent.strategy.steps.map(\.weight)
        switch milestone {
        case .gates where !intent.strategy.isDirect: return
        case .step(let weight) where weights.contains(weight): return
        default: break
        }
        let places = (intent.strategy.isDirect ? [] : ["gates"]) + weights.map(\.percentText)
        throw Complaint(
            "strategy \(intent.strategy.name) has no step \(milestone.text)",
            why: places.isEmpty ? [] : ["its steps are \(places.joined(separator: ", "))"],
            now: ["Sluice changed nothing"],
            next: places.isEmpty
                ? ["sluice deploy \(intent.environment)\(options)"]
                : places.map { "sluice deploy \(intent.environment)\(options) --until \($0)" },
            exit: .usage
        )
    }

    /// What people are told who want to stop at a step where there is none: nothing serves yet.
    static func stepless(_ plan: Plan) -> Complaint {
        let deploy = "sluice deploy \(plan.environment)\(plan.target.options)"
        return Complaint(
            "the first deployment of \(plan.target.text) has no steps to stop at",
            why: ["nothing serves beside the candidate, which gets all calls at once"],
            now: ["Sluice changed nothing"],
            next: ["\(deploy) --until gates", deploy],
            exit: .usage
        )
    }

    static let declined = Complaint(
        "the plan was declined",
        now: ["Sluice changed nothing"],
        exit: .refused
    )
}
