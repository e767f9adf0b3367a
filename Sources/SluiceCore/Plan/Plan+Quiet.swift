// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// A step that will stay quiet, as far as the days before tell.
extension Plan {
    /// Refuses a plan whose steps will have too few calls, where nobody has said what then.
    ///
    /// Only in a protected environment, on a history of a day at least, and never on an engine of
    /// one's own.
    func checkQuiet(_ intent: Intent, _ scene: Scene) throws(Complaint) {
        guard intent.isProtected, !intent.onHold.isQuietChosen, intent.hotfix == nil,
            !scene.isEngine, let history = scene.history, history.isTelling,
            let forecast = Forecast(self, history: history, lastHour: scene.lastHour),
            let first = forecast.quietSteps.first
        else { return }
        let perDay = Int((forecast.callsPerSecond * 86_400).rounded())
        throw Complaint(
            "the step at \(first.step.weight.text) will stay quiet, and onHold.quiet is not chosen",
            why: [
                "about \(Numbers.counted(first.calls, "call")) to the candidate in \(first.step.bake.words); "
                    + "\(Limits.judgedCallsMin) are needed to judge it",
                "\(target.text) had \(Numbers.counted(perDay, "call")) a day, read back over \(history.span.words)",
            ],
            now: scene.alias.map { ["traffic is \($0.traffic.text); Sluice changed nothing"] }
                ?? [],
            next: [
                "probes: {rate: 1/s, payload: …} with onHold: {quiet: probe}",
                "strategy: {name: all-at-once, watchAfter: {calls: 50, for: 24h}}   behind gates",
                "onHold: {quiet: promote}   goes on, and the outcome is promotedUnjudged",
            ],
            exit: .refused
        )
    }
}
