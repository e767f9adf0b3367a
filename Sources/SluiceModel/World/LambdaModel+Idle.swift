// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

extension LambdaModel {
    /// Makes functions inactive that were not called, nor changed, for some time.
    ///
    /// Those with workers that are kept ready, and those that something is under way with, are not.
    ///
    /// - Parameters:
    ///   - cutoff: what was used after it stays active.
    ///   - used: when functions were last called.
    public mutating func fallAsleep(notUsedSince cutoff: Timestamp, used: [String: Timestamp]) {
        for (name, function) in functions.sorted(by: { $0.key < $1.key }) {
            let changed = function.versions.map(\.lastModified).max() ?? cutoff
            guard max(changed, used[name] ?? changed) <= cutoff,
                function.head.attachments.provisioned.isEmpty, function.nextTransition == nil
            else { continue }
            for var version in function.versions where version.state == .active {
                version.state = .inactive
                commit(.version(function: name, version))
            }
        }
    }

    /// Whether a call may find one of the function's versions inactive.
    public func isInactive(_ function: String) -> Bool {
        functions[function]?.versions.contains { $0.state == .inactive } ?? false
    }

    /// Begins to make an inactive function active again: it is pending for as long as a new one.
    public mutating func wake(
        _ function: String,
        at now: Timestamp,
        chance: inout SeededRandom
    ) {
        var call = Call(now: now, chance: chance, package: nil)
        for var version in functions[function]?.versions ?? [] where version.state == .inactive {
            version.state = .pending
            version.isRestoring = true
            version.settling = settling(in: &call)
            commit(.version(function: function, version))
        }
        chance = call.chance
    }
}
