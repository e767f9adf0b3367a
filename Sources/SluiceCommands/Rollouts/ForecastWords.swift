// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// What a plan knows of the traffic to come, in words: calls, what the bakes catch, the source of the
/// figures, time and cost.
struct ForecastWords {
    let plan: Plan
    let scene: Scene

    /// The lines, with their labels.
    var lines: [String] {
        guard plan.stable != nil, !plan.strategy.isDirect else { return [] }
        var lines: [String] = []
        if let forecast = Forecast(plan, history: scene.history, lastHour: scene.lastHour) {
            lines += PlanWords.labelled("traffic", [traffic(forecast)])
            lines += PlanWords.labelled("catches", forecast.steps.map { catches($0, forecast) })
        }
        if let whySource { lines += PlanWords.labelled("source", [whySource] + cost) }
        return lines
    }

    /// Where calls and failures are read, and why there; `nil` where nothing is judged.
    var whySource: String? {
        guard plan.stable != nil, !plan.strategy.isDirect,
            !PlanWords.steps(plan).isEmpty || PlanWords.isWatched(plan)
        else { return nil }
        if plan.observesLogs { return "the versions' logs, as observe: logs asks" }
        if plan.metricPeriod == 1 { return "metrics by the second, which this endpoint keeps" }
        return
            "CloudWatch metrics by the minute, \(plan.lag.words) late; shifts wait for second 50"
    }

    private func traffic(_ forecast: Forecast) -> String {
        guard forecast.isTelling, let history = scene.history else {
            return "\(Numbers.counted(scene.lastHour.calls, "call")) in the last hour; "
                + "the days before say nothing yet"
        }
        let perDay = Int((forecast.callsPerSecond * 86_400).rounded())
        return
            "about \(Numbers.counted(perDay, "call")) a day, read back over \(history.span.words)"
    }

    private func catches(_ part: Forecast.StepPart, _ forecast: Forecast) -> String {
        let start = "\(part.step.weight.text): about \(Numbers.counted(part.calls, "call"))"
        let rate = "at \(Numbers.fixed(forecast.callsPerSecond, 1)) requests/s"
        let finer = part.finer.map {
            "; \(Numbers.percent($0.rate)) would need \(Self.roughly($0.time)) \(rate)"
        }
        guard let catches = part.catches else {
            guard plan.probes != nil else {
                return "\(start), too few to catch anything" + (finer ?? "")
            }
            let probes =
                plan.onHold.quiet == .probe
                ? "probes while it is held for too few"
                : Numbers.counted(plan.probes(in: part.step), "probe")
            return "\(start), and \(probes), which are judged as calls are"
        }
        return "\(start); 95 % sure to catch an error rate of \(Numbers.percent(catches)) or more"
            + (finer ?? "")
    }

    /// A time to the minute, from some minutes on.
    static func roughly(_ time: Duration) -> String {
        let seconds = time.inSeconds
        if seconds < 120 { return time.words }
        if seconds < 7200 { return "\(Int((seconds / 60).rounded())) min" }
        if seconds < 172_800 { return "\(Int((seconds / 3600).rounded())) h" }
        return "\(Int((seconds / 86_400).rounded())) days"
    }

    /// What reading there takes, and what it cannot tell apart.
    private var cost: [String] {
        var lines: [String] = []
        if plan.metricPeriod > 1, plan.metricsRead > 0 {
            // CloudWatch takes a cent for a thousand.
            let cents = Double(plan.metricsRead) / 1000
            lines.append(
                "\(plan.strategy.watchCalls == nil ? "about" : "at most") "
                    + "\(Numbers.grouped(plan.metricsRead)) metrics are read, "
                    + (cents < 1 ? "under 1 cent" : "\(Int(cents.rounded(.up))) cents")
            )
        }
        if plan.probeRounds > 0 {
            let calls = "\(Numbers.counted(plan.probeRounds, "call")) of its own to each version"
            lines.append(
                plan.onHold.quiet == .probe
                    ? "up to \(calls) while a step is held for too few, billed as any other"
                    : "about \(calls), billed as any other"
            )
        }
        if PlanWords.steps(plan).indices.contains(where: plan.isRamp) {
            lines.append(
                "steps under three periods are judged as one ramp, the candidate by itself; "
                    + "observe: logs sees them one by one"
            )
        }
        return lines
    }
}
