// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension LambdaPlatform {
    /// Calls both versions by their number with the project's payload, side by side.
    ///
    /// A call that AWS throttles or that gets no answer says nothing of the version; its round
    /// counts for neither, so that both have been called equally often.
    func probe(for rollout: Rollout) async -> Probe {
        guard let probes = rollout.plan.probes, let candidate = rollout.candidate else {
            return Probe(trouble: "there is no version to call")
        }
        async let first = answer(of: rollout.plan.stable, probes, rollout.plan)
        async let second = answer(of: candidate, probes, rollout.plan)
        let (stable, other) = (await first, await second)
        return Probe(
            stable: stable.answer,
            candidate: other.answer,
            trouble: stable.trouble ?? other.trouble
        )
    }

    private func answer(
        of version: Version?,
        _ probes: Probes,
        _ plan: Plan
    ) async -> (answer: Probe.Answer?, trouble: String?) {
        guard let version else { return (nil, nil) }
        let call = Invoke(
            functionName: plan.target.function,
            invocationType: "RequestResponse",
            logType: "Tail",
            qualifier: version.name,
            payload: Blob(utf8: probes.payload.text)
        )
        let patience = Limits.probePatience + .seconds(plan.functionTimeout ?? 60)
        do {
            let answer = try await DeadlineTransport(base: aws, clock: clock, time: patience)
                .send(call)
            return (
                Probe.Answer(
                    request: CallReport(tail: answer.logResult)?.request,
                    hasFailed: answer.functionError != nil
                ), nil
            )
        } catch {
            return (nil, "\(error.code): \(error.message)")
        }
    }
}
