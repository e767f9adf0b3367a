// SPDX-License-Identifier: Apache-2.0
import SluiceCore

extension AlarmLint {
    /// A lint of the alarms that are to guard a rollout.
    init(_ intent: Intent, _ scene: Scene) {
        let steps = intent.strategy.steps
        // Where no calls are judged nobody counted them.
        let isCounted = scene.stable != nil && !intent.guards.failures.isEmpty
        let perMinute = Double(scene.lastHour.calls) / 60
        self.init(
            function: scene.target.function,
            alias: scene.target.alias,
            weight: steps.first?.weight,
            step: steps.map(\.bake).min(),
            callsPerMinute: isCounted ? perMinute : nil,
            failureRate: scene.lastHour.calls > 0 ? scene.lastHour.rate : nil,
            span: steps.reduce(intent.strategy.watchAfter) { $0 + $1.bake },
            isGuard: true,
            candidate: intent.candidate.map { .published($0) } ?? .next
        )
    }
}
