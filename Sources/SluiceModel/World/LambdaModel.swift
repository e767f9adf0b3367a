// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

/// Lambda and its metrics in one account and region, as a value.
///
/// It has no clock and no chance of its own, so the local engine can serve it and a simulation can
/// drive it. A call is performed on a copy and the copy is kept when its changes are durable:
///
/// ```swift
/// var next = model
/// let alias = try next.perform(GetAlias(functionName: "orders", name: "live"), at: now, chance: &chance)
/// try store.commit(next.takeChanges())
/// model = next
/// ```
public struct LambdaModel: Sendable {
    /// Twelve digits.
    public let account: String
    /// For example `us-east-1`.
    public let region: String
    /// How long `Pending` and `InProgress` last.
    public let settleTime: Duration
    /// The metrics of all calls.
    public internal(set) var metrics: MetricStore
    /// The functions by name.
    public private(set) var functions: [String: FunctionRecord] = [:]
    /// The layers by name, those without versions too: their numbers are not used again.
    public private(set) var layers: [String: LayerRecord] = [:]
    /// Signing rules by ARN.
    public private(set) var codeSigning: [String: CodeSigningRecord] = [:]
    /// Event source mappings by id.
    public private(set) var mappings: [String: MappingRecord] = [:]
    /// Whether provisioned concurrency is there by the passing of time alone; an engine, which has
    /// workers, says itself when they are ready.
    public var allocatesByItself = true
    /// The alarms and what happened to them.
    public private(set) var alarms = AlarmBoard()
    /// The topics and who hears of their messages.
    public private(set) var topics = TopicBoard()
    /// The stacks that functions are said to be of, by name.
    public private(set) var stacks: [String: StackRecord] = [:]

    /// The metric filters of each log group, by name.
    public private(set) var metricFilters: [String: [String: MetricFilterRecord]] = [:]
    /// Subscription filters by group and name.
    public private(set) var subscriptionFilters: [String: [String: SubscriptionFilterRecord]] = [:]

    /// The sums of packages that are not whole any more, as far as was looked.
    public private(set) var unusable: Set<String> = []

    private var changes: [Change] = []
    private var notices: [AlarmNotice] = []
    /// Functions with something under way → when the first of it ends.
    private var transitions: [String: Timestamp] = [:]

    /// Makes an empty account.
    public init(
        account: String = "000000000000",
        region: String = "us-east-1",
        settleTime: Duration = .milliseconds(200),
        metrics: MetricStore = MetricStore()
    ) {
        self.account = account
        self.region = region
        self.settleTime = settleTime
        self.metrics = metrics
    }

    /// Makes the account that these changes lead to, in their order.
    public init(
        account: String,
        region: String,
        settleTime: Duration,
        metrics: MetricStore = MetricStore(),
        replaying changes: some Sequence<Change>
    ) {
        self.init(account: account, region: region, settleTime: settleTime, metrics: metrics)
        for change in changes { apply(change) }
    }

    /// Performs one call.
    ///
    /// - Parameters:
    ///   - operation: what is asked.
    ///   - now: when; what has ended until then is settled first.
    ///   - chance: where revision ids are drawn from.
    ///   - package: the package that the operation brings, or why it is refused.
    /// - Returns: what Lambda answers.
    /// - Throws: Lambda's refusal.
    public mutating func perform<Operation: ModelOperation>(
        _ operation: Operation,
        at now: Timestamp,
        chance: inout SeededRandom,
        package: Result<CodePackage, AWSFailure>? = nil
    ) throws(AWSFailure) -> Operation.Output {
        advance(to: now)
        var call = Call(now: now, chance: chance, package: package)
        defer { chance = call.chance }
        return try operation.perform(on: &self, in: &call)
    }

    /// Settles what has ended by now.
    public mutating func advance(to now: Timestamp) {
        guard let next = nextTransition, next <= now else { return }
        let due = transitions.filter { $0.value <= now }
            .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        for (name, _) in due {
            for var record in functions[name]?.versions ?? []
            where record.settle(at: now, unusable: unusable) {
                commit(.version(function: name, record))
            }
            settleAllocations(of: name, at: now)
        }
    }

    /// The packages of what ends by now: who keeps them says whether they are whole.
    public func settlingPackages(at now: Timestamp) -> [CodePackage] {
        guard let next = nextTransition, next <= now else { return [] }
        return transitions.filter { $0.value <= now }.keys.sorted().flatMap { name in
            (functions[name]?.versions ?? []).filter { record in
                record.program.settings.imageURI == nil
                    && record.settling.map { $0.at <= now } == true
            }.map(\.program.package)
        }
    }

    /// Notes whether a package can be used.
    public mutating func note(_ package: CodePackage, isWhole: Bool) {
        if isWhole { unusable.remove(package.sha256) } else { unusable.insert(package.sha256) }
    }

    /// When the next thing that is under way ends, or `nil`.
    public var nextTransition: Timestamp? { transitions.values.min() }

    /// What changed since this was last asked.
    public mutating func takeChanges() -> [Change] {
        defer { changes.removeAll() }
        return changes
    }

    /// What alarms had to tell since this was last asked.
    public mutating func takeNotices() -> [AlarmNotice] {
        defer { notices.removeAll() }
        return notices
    }

    /// Has an alarm tell something.
    mutating func tell(_ notice: AlarmNotice) { notices.append(notice) }

    /// Names the time of an alarm's next evaluation.
    mutating func scheduleAlarm(_ name: String, at time: Timestamp) {
        alarms.schedule(name, at: time)
    }

    /// Makes a change that a store kept, without listing it as one.
    public mutating func apply(_ change: Change) {
        switch change {
        case .created(let head, let latest):
            functions[head.name] = FunctionRecord(head: head, latest: latest)
            transitions[head.name] = latest.settling?.at
        case .function(let head):
            functions[head.name]?.head = head
            noteTransition(of: head.name)
        case .functionRemoved(let name):
            functions[name] = nil
            transitions[name] = nil
        case .version(let function, let record):
            functions[function]?.upsert(record)
            noteTransition(of: function)
        case .versionRemoved(let function, let version):
            if let version = Version(version) { functions[function]?.remove(version) }
            noteTransition(of: function)
        case .alias(let function, let alias):
            functions[function]?.aliases[alias.name] = alias
        case .aliasRemoved(let function, let name):
            functions[function]?.aliases[name] = nil
        case .layer(let layer): layers[layer.name] = layer
        case .codeSigning(let record): codeSigning[record.arn] = record
        case .codeSigningRemoved(let arn): codeSigning[arn] = nil
        case .mapping(let record): mappings[record.id] = record
        case .mappingRemoved(let id): mappings[id] = nil
        case .alarm(let record):
            alarms.upsert(record)
        case .alarmRemoved(let name):
            alarms.remove(name)
        case .alarmHistory(let item):
            alarms.note(item)
        case .topic(let topic): topics.upsert(topic)
        case .topicRemoved(let arn): topics.remove(topic: arn)
        case .stack(let stack): stacks[stack.name] = stack
        case .stackRemoved(let name): stacks[name] = nil
        case .metricFilter(let record):
            metricFilters[record.group, default: [:]][record.name] = record
        case .metricFilterRemoved(let group, let name):
            metricFilters[group]?[name] = nil
            if metricFilters[group]?.isEmpty == true { metricFilters[group] = nil }
        case .subscriptionFilter(let record):
            subscriptionFilters[record.group, default: [:]][record.name] = record
        case .subscriptionFilterRemoved(let group, let name):
            subscriptionFilters[group]?[name] = nil
            if subscriptionFilters[group]?.isEmpty == true { subscriptionFilters[group] = nil }
        case .subscription(let record): topics.upsert(record)
        case .subscriptionRemoved(let arn): topics.remove(subscription: arn)
        }
    }

    private mutating func noteTransition(of name: String) {
        let function = functions[name]
        let allocation = allocatesByItself ? function?.nextAllocation : nil
        transitions[name] = [function?.nextTransition, allocation].compactMap(\.self).min()
    }

    /// Makes a change and lists it.
    mutating func commit(_ change: Change) {
        apply(change)
        changes.append(change)
    }

    /// The ARN of a function or of a part of it.
    func arn(_ function: String, _ qualifier: String? = nil) -> FunctionARN {
        FunctionARN(region: region, account: account, function: function, qualifier: qualifier)
    }
}
