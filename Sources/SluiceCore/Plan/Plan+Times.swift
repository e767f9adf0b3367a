// SPDX-License-Identifier: Apache-2.0

extension Plan {
    /// How long one window of metrics spans.
    public var period: Duration { .seconds(metricPeriod) }

    /// How long metrics take to be complete.
    public var lag: Duration { guards.lag ?? .seconds(metricPeriod == 1 ? 2 : 60) }

    /// How long after its end a window's counts are complete.
    ///
    /// AWS stamps a call with its start and tells of it after its end, so a call that times out is
    /// reported that much later. Where seconds are kept a call counts in the second in which it ends.
    public var settling: Duration {
        guard metricPeriod > 1 else { return lag }
        return lag + min(Limits.timeoutMax, .seconds(functionTimeout ?? 0))
    }

    /// How long after the end of a period it is read: where seconds are kept, at once.
    ///
    /// A minute is complete a whole minute after its end, so that the reading is one second late.
    var readingDelay: Duration { metricPeriod == 1 ? .milliseconds(100) : .seconds(1) }

    /// How often the alarms that guard a rollout are read: AWS looks at them once a minute.
    var alarmInterval: Duration { .seconds(metricPeriod == 1 ? 10 : 60) }

    /// Whether a step is too short for its metrics to be judged by itself: the candidate's calls
    /// are then judged alone, over this step and those beside it that are as short.
    public func isRamp(_ index: Int) -> Bool {
        strategy.steps.indices.contains(index) && strategy.steps[index].bake < period * 3
    }

    /// The time between two calls, as the hour before had them.
    var expectedGap: Duration {
        guard let calls = reference?.calls.calls, calls > 0 else { return .zero }
        return .milliseconds(3_600_000 / Int64(calls))
    }

    /// The approvals that this rollout asks for: none where nothing serves yet.
    public var approvals: [Approval] { stable == nil ? [] : strategy.approvals }

    /// How long the rollout may take, without the waiting for approvals.
    public var deadline: Duration {
        if let deadline = strategy.deadline { return deadline }
        let bakes = strategy.steps.reduce(Duration.zero) { $0 + $1.bake }
        let watch = max(strategy.watchAfter, strategy.watchCalls?.within ?? .zero)
        // Each step and the watch wait for their counts to be complete.
        let reading = settling * (strategy.steps.count + 1)
        return bakes * 3 + .seconds(1800) + watch + reading
    }

    /// How long the rollout may have to go on although nothing goes wrong: with the time that gates
    /// and approvals are given, and the wait for the last metrics of each step.
    public var timeNeeded: Duration {
        let watch = strategy.watchCalls?.within ?? .zero
        let waits = approvals.reduce(expectedDuration + watch) { $0 + $1.timeout }
        let checks = gates.reduce(waits) { $0 + $1.timeout }
        guard stable != nil, !guards.failures.isEmpty else { return checks }
        return checks + (lag + period) * strategy.steps.count
    }

    /// How long the rollout takes when all goes well.
    public var expectedDuration: Duration {
        let steps = stable == nil ? [] : strategy.steps
        return steps.reduce(strategy.watchAfter) { $0 + $1.bake }
    }
}

extension Plan {
    /// How long a step may take before it goes into the hold that applies.
    func stepTimeout(_ step: Step) -> Duration {
        strategy.stepTimeout ?? max(step.bake * 3, step.bake + settling + period * 3)
    }
}
