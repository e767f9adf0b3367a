// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

extension LocalAWS {
    /// Makes functions inactive that nobody called for long; says when to look again.
    func fallAsleep(in next: inout LambdaModel) -> Timestamp? {
        guard let idleAfter else { return nil }
        let now = clock.now
        let cutoff = now.advanced(by: .zero - idleAfter)
        // What was used before the start is not known: the start counts as a use.
        if startedAt <= cutoff { next.fallAsleep(notUsedSince: cutoff, used: used) }
        return now.advanced(by: max(idleAfter / 4, Limits.allocationInterval))
    }

    /// Wakes an inactive function that is called.
    func rouse(_ function: String) async throws(AWSFailure) {
        guard model.isInactive(function) else { return }
        var next = model
        wake(function, in: &next)
        if try take(&next) { await follow() }
    }

    /// Wakes the function that a caller names, if it is inactive.
    func rouse(_ name: String, _ qualifier: String?) async throws(AWSFailure) {
        // A name that leads nowhere is refused in its own words when it is called.
        guard idleAfter != nil, let reference = try? model.reference(name, qualifier) else {
            return
        }
        try await rouse(reference.function)
    }
}
