// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
import SluiceDeploy

/// One rollout from its plan to its end: driver after driver, until one of them brings it there.
public struct SimRun: Sendable {
    /// The world it runs in.
    public let world: SimWorld
    /// What is broken in its drivers.
    public var parts = SimProcess.Parts()
    /// At which seam each of the first drivers dies: see `SimProcess`.
    public var kills: [Int] = []
    /// How long after a kill the next driver starts; `nil` draws it from the world's seed.
    public var downtime: Duration?

    /// How it ended.
    public private(set) var outcome: Outcome?
    /// How many processes that took.
    public private(set) var processes = 0
    /// How many seam calls they made.
    public private(set) var seamCalls = 0
    /// How many of them were killed.
    public private(set) var killed = 0
    private var leaves = 0
    private var failures = 0
    private var wasTakenUp = false

    /// A run in a world whose journal holds a plan.
    public init(_ world: SimWorld) { self.world = world }

    /// Drives the rollout to its end, and takes down where it has none.
    public mutating func drive() {
        guard let plan = plan else { return }
        for pid in 1...Limits.processesMax {
            processes = pid
            takeUp(plan)
            let process = SimProcess(
                world,
                pid: pid,
                killAt: kills.indices.contains(pid - 1) ? kills[pid - 1] : nil,
                parts: parts
            )
            let end = process.drive(until: bound(of: plan))
            seamCalls += process.seamCalls
            switch end {
            case .returned(.finished(let outcome)):
                self.outcome = outcome
                judge(outcome, of: plan)
                return world.checkAfterTheEnd(outcome)
            case .returned(.left(let hold)):
                guard leave(hold) else { return }
            case .returned(.interrupted), .returned(.reached): rest(.seconds(10))
            case .killed:
                killed += 1
                let drawn = Int64(world.faults.draw(.killed, pid) * 40_000)
                rest(downtime ?? .milliseconds(drawn))
            case .threw(let error):
                guard error is JournalFailure else {
                    return world.note(.liveness, "the driver threw \(error)")
                }
                // Who finds the disk full again and again looks less often.
                failures += 1
                rest(.seconds(Int64(min(10 * (1 << min(failures / 5, 5)), 120))))
            case .stuck: return world.note(.liveness, "stuck")
            case .late: return world.note(.liveness, "not ended by \(world.now.second)")
            }
        }
        world.note(.liveness, "not ended by \(Limits.processesMax) processes")
    }

    private var plan: Plan? {
        if case .started(let plan) = world.entries.first?.event { plan } else { nil }
    }

    /// By when a process that nothing disturbs any more must have ended.
    private func bound(of plan: Plan) -> Timestamp {
        let watch = plan.strategy.watchCalls.map { $0.within * 2 } ?? plan.strategy.watchAfter
        let bakes = plan.strategy.steps.reduce(watch) { $0 + $1.bake * 2 }
        let holds = plan.onHold.limit + plan.onHold.maxSilence
        let pause = Duration.seconds(world.faults.windows[.paused] == nil ? 0 : 3600)
        // Before traffic, short credentials are waited for until the deadline.
        let waits = world.faults.windows[.credentialsEnd] == nil ? .zero : plan.deadline
        return max(world.now, world.faults.end ?? world.now)
            .advanced(by: bakes + holds * (plan.strategy.steps.count + 1))
            .advanced(by: pause + waits + Limits.patience)
    }

    private func rest(_ duration: Duration) { world.now = world.now.advanced(by: duration) }

    /// A rollout that came as far as it was to go waits for somebody: to go on, or to end it.
    private mutating func takeUp(_ plan: Plan) {
        guard plan.until != nil, !wasTakenUp, world.asked(\.isMilestone) else { return }
        wasTakenUp = true
        var draw = SeededRandom(seed: world.seed).fork("until")
        let at = world.now.advanced(by: .milliseconds(Int64(draw.fraction() * 60_000)))
        let verb: Request.Verb =
            switch Int(draw.fraction() * 10) {
            case 0: .promote
            case 1: .promoteAll
            case 2: .abort
            case 3: .stepDown
            default: .resume
            }
        world.ask(Request(id: "taken up", verb: verb, who: "mira", at: at))
    }

    /// The rollout was left open: a person looks after it, when nothing goes wrong any more.
    private mutating func leave(_ hold: Hold) -> Bool {
        world.reach(hold)
        rest(.seconds(60))
        if let end = world.faults.end, world.now < end { return true }
        leaves += 1
        if leaves == Limits.leavesMax - 1, case .drift(let found) = hold {
            let id = "adopt"
            let request = Request(id: id, verb: .adopt, who: "mira", at: world.now, traffic: found)
            if world.faults.draw(.aliasMoved, 99) < 0.5 { world.ask(request) }
        }
        if leaves == Limits.leavesMax {
            world.ask(Request(id: "end", verb: .abort, who: "mira", at: world.now))
        }
        guard leaves > Limits.leavesMax + 2 else { return true }
        world.note(.liveness, "left open in peace: \(hold.text)")
        return false
    }
}

extension SimWorld {
    /// Whether the journal holds such a request.
    func asked(_ isMeant: (Request) -> Bool) -> Bool {
        entries.contains {
            if case .requested(let request) = $0.event { isMeant(request) } else { false }
        }
    }
}
