// SPDX-License-Identifier: Apache-2.0

/// Who of a version's workers is idle, who waits, what runs where.
///
/// Pure: no I/O, no clock, no chance of its own. Every call returns what has to be done; the caller
/// does it after the call has returned, because doing it may call the pool again.
struct WorkerPool<Job: PoolJob> {
    let rules: Rules
    /// The pool's own number, which its workers' ids carry.
    let number: Int
    /// How many workers are kept ready whether or not there is work.
    private(set) var kept = 0
    /// How many more workers the machine has room for; the caller keeps it.
    var room = Int.max

    private(set) var states: [WorkerID: State] = [:]
    private var idle: [WorkerID] = []
    private var queue: [Job] = []
    private var lastWorker = 0
    private var isRetired = false
    /// Whether the last initialisation failed: the next is done within an invocation at once.
    private var hasFailedToInitialise = false

    /// Makes an empty pool.
    init(number: Int, rules: Rules) {
        self.number = number
        self.rules = rules
    }

    /// Whether nothing runs, waits or ends any more.
    var isEmpty: Bool { states.isEmpty && queue.isEmpty }

    /// Whether invocations wait for a worker.
    var isWaiting: Bool { !queue.isEmpty }

    /// The worker that has been idle longest, and since when; `nil` when all are to be kept.
    var longestIdle: (worker: WorkerID, since: UInt64)? {
        guard states.count > kept, let first = idle.first, case .idle(let since)? = states[first]
        else { return nil }
        return (first, since)
    }

    // MARK: What happens

    /// An invocation arrived.
    mutating func invoke(_ job: Job, now: UInt64) -> [Step] {
        if let worker = idle.popLast() { return hand(job, to: worker, now: now) }
        if queue.count >= rules.queueMax { return [.refuse(job)] }
        queue.append(job)
        return refill(now: now)
    }

    /// A worker asked for its next invocation.
    mutating func ready(_ worker: WorkerID, now: UInt64) -> [Step] {
        switch states[worker] {
        case .initialising(let job, let until):
            hasFailedToInitialise = false
            states[worker] = .busy(job, until: until)
            return [.hand(job, to: worker)]
        case .starting:
            hasFailedToInitialise = false
            return offer(worker, now: now)
        case .settling:
            return offer(worker, now: now)
        case .idle, .busy, .ending, nil:
            return []
        }
    }

    /// A worker answered; the invocation is returned when it is the one that it has.
    mutating func answered(_ worker: WorkerID, _ id: RequestID, now: UInt64) -> Job? {
        guard case .busy(let job, _)? = states[worker], job.id == id else { return nil }
        states[worker] = .settling(
            isSoon: true,
            soonUntil: now + rules.settleMax,
            until: now + rules.timeout + rules.settleMax
        )
        return job
    }

    /// The connection on which a worker waited is gone; it gets nothing until it asks again.
    mutating func disconnected(_ worker: WorkerID, now: UInt64) -> [Step] {
        guard case .idle? = states[worker] else { return [] }
        idle.removeAll { $0 == worker }
        let until = now + rules.settleMax
        states[worker] = .settling(isSoon: true, soonUntil: until, until: until)
        return []
    }

    /// A worker's process has ended, or could not be started.
    mutating func ended(_ worker: WorkerID, now: UInt64) -> [Step] {
        switch states[worker] {
        case nil:
            return []
        case .starting:
            hasFailedToInitialise = true
            guard !queue.isEmpty else { return removed(worker, now: now) }
            let job = queue.removeFirst()
            states[worker] = .initialising(job, until: now + rules.timeout)
            return [.restart(worker, for: job)]
        case .initialising(let job, _):
            hasFailedToInitialise = true
            return [.fail(job, on: worker, because: .initialisation)] + removed(worker, now: now)
        case .busy(let job, _):
            return [.fail(job, on: worker, because: .exit)] + removed(worker, now: now)
        case .idle, .settling, .ending:
            return removed(worker, now: now)
        }
    }

    /// The client of an invocation is gone: a waiting one is dropped and returned, a running one runs on.
    mutating func abandon(_ id: RequestID) -> Job? {
        guard let index = queue.firstIndex(where: { $0.id == id }) else { return nil }
        return queue.remove(at: index)
    }

    /// The version is gone or was changed: idle workers end now, the others after their work.
    mutating func retire(now: UInt64) -> [Step] {
        isRetired = true
        return states.keys.sorted().compactMap { worker in
            switch states[worker] {
            case .idle, .settling: return end(worker)
            case .starting where queue.isEmpty: return end(worker)
            default: return nil
            }
        }
    }

    /// The engine stops: all workers end, what waits or runs is answered as failed.
    mutating func killAll() -> [Step] {
        let waiting = queue.map { Step.refuse($0) }
        queue = []
        return waiting
            + states.keys.sorted().flatMap { worker -> [Step] in
                switch states[worker] {
                case .initialising(let job, _), .busy(let job, _):
                    [.fail(job, on: worker, because: .exit), end(worker)]
                case .ending, nil: []
                default: [end(worker)]
                }
            }
    }

    /// The longest idle worker makes room for another version's.
    mutating func endLongestIdle() -> [Step] {
        guard states.count > kept, let worker = idle.first else { return [] }
        return [end(worker)]
    }

    /// Starts what waiting invocations need, as far as there is room.
    mutating func refill(now: UInt64) -> [Step] {
        var steps: [Step] = []
        var coming = states.values.count { $0.isComing }
        while queue.count > coming || isShort, states.count < rules.workersMax, room > 0 {
            room -= 1
            lastWorker += 1
            let worker = WorkerID(pool: number, number: lastWorker)
            if !queue.isEmpty, hasFailedToInitialise {
                let job = queue.removeFirst()
                states[worker] = .initialising(job, until: now + rules.timeout)
                steps.append(.restart(worker, for: job))
            } else {
                states[worker] = .starting(until: now + rules.initMax)
                steps.append(.start(worker))
                coming += 1
            }
        }
        return steps
    }

    /// Keeps so many workers ready from now on, as far as there is room.
    mutating func keep(_ count: Int, now: UInt64) -> [Step] {
        kept = min(count, rules.workersMax)
        // An initialisation that failed is tried again: perhaps it was for want of something.
        hasFailedToInitialise = false
        return refill(now: now)
    }

    /// Workers that could take an invocation, or have one.
    var readyCount: Int { states.values.count { $0.isReady } }

    /// Whether the last initialisation failed.
    var isFailing: Bool { hasFailedToInitialise }

    /// Whether workers are to be started without an invocation that waits for them.
    private var isShort: Bool {
        !isRetired && !hasFailedToInitialise && states.values.count { !$0.isEnding } < kept
    }

    // MARK: Inside

    private mutating func hand(_ job: Job, to worker: WorkerID, now: UInt64) -> [Step] {
        states[worker] = .busy(job, until: now + rules.timeout)
        return [.hand(job, to: worker)]
    }

    private mutating func offer(_ worker: WorkerID, now: UInt64) -> [Step] {
        if !queue.isEmpty { return hand(queue.removeFirst(), to: worker, now: now) }
        if isRetired { return [end(worker)] }
        states[worker] = .idle(since: now)
        idle.append(worker)
        return []
    }

    private mutating func end(_ worker: WorkerID) -> Step {
        if case .idle? = states[worker] { idle.removeAll { $0 == worker } }
        states[worker] = .ending
        return .kill(worker)
    }

    private mutating func removed(_ worker: WorkerID, now: UInt64) -> [Step] {
        if case .idle? = states[worker] { idle.removeAll { $0 == worker } }
        states[worker] = nil
        return refill(now: now)
    }
}

extension WorkerPool {
    // MARK: Time

    /// Looks at every deadline.
    mutating func expire(now: UInt64) -> [Step] {
        var steps: [Step] = []
        for worker in states.keys.sorted() {
            switch states[worker] {
            case .starting(let until) where until <= now:
                states[worker] = .starting(until: .max)  // its end will be reported
                steps.append(.kill(worker))
            case .initialising(let job, let until) where until <= now,
                .busy(let job, let until) where until <= now:
                steps += [.fail(job, on: worker, because: .timeout), end(worker)]
            case .settling(_, _, let until) where until <= now:
                steps.append(end(worker))
            case .settling(true, let soonUntil, let until) where soonUntil <= now:
                states[worker] = .settling(isSoon: false, soonUntil: soonUntil, until: until)
            case .idle(let since) where since + rules.idleMax <= now && states.count > kept:
                steps.append(end(worker))
            default: continue
            }
        }
        let late = queue.filter { $0.arrived + rules.queueWaitMax <= now }
        queue.removeAll { $0.arrived + rules.queueWaitMax <= now }
        return steps + late.map { .refuse($0) } + refill(now: now)
    }

    /// When `expire` has to be called next; `nil` when nothing is waited for.
    var earliestDeadline: UInt64? {
        let workers = states.values.compactMap { state -> UInt64? in
            switch state {
            case .starting(let until), .initialising(_, let until), .busy(_, let until): until
            case .idle(let since): states.count > kept ? since + rules.idleMax : nil
            case .settling(let isSoon, let soonUntil, let until):
                isSoon && isWaiting ? min(soonUntil, until) : until
            case .ending: nil
            }
        }
        return (workers + queue.map { $0.arrived + rules.queueWaitMax }).min()
    }
}

extension WorkerPool.State {
    /// Whether a worker in this state will soon ask for work of its own accord.
    fileprivate var isComing: Bool {
        switch self {
        case .starting: true
        case .settling(let isSoon, _, _): isSoon
        case .initialising, .idle, .busy, .ending: false
        }
    }
    /// Whether a worker in this state has initialised.
    fileprivate var isReady: Bool {
        switch self {
        case .idle, .busy, .settling: true
        case .starting, .initialising, .ending: false
        }
    }

    fileprivate var isEnding: Bool {
        if case .ending = self { true } else { false }
    }
}
