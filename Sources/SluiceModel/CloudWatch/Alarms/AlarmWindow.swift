// SPDX-License-Identifier: Apache-2.0

/// How CloudWatch draws a state from the newest data points: M of N, with four ways of missing.
///
/// After "Configuring how CloudWatch alarms treat missing data" of its user guide, whose two tables
/// are the tests.
public struct AlarmWindow: Hashable, Sendable {
    /// Data points that are looked at (N).
    public var evaluationPeriods: Int
    /// How many of them must breach (M).
    public var datapointsToAlarm: Int
    /// What a period without data counts as.
    public var missing: MissingData

    /// Makes a window.
    public init(evaluationPeriods: Int, datapointsToAlarm: Int, missing: MissingData) {
        self.evaluationPeriods = evaluationPeriods
        self.datapointsToAlarm = datapointsToAlarm
        self.missing = missing
    }

    /// Periods that are fetched: more than N, so that data from further back comes before filling.
    public var range: Int { evaluationPeriods + max(2, evaluationPeriods / 3) }

    /// The state.
    ///
    /// - Parameters:
    ///   - breaches: whether each period breaches, oldest first; `nil` where it has no data.
    ///   - state: the present state, which may be kept.
    /// - Returns: the state that follows.
    public func state(after breaches: [Bool?], from state: AlarmState) -> AlarmState {
        let real = breaches.compactMap(\.self)
        if real.count >= evaluationPeriods {
            return breaching(real.suffix(evaluationPeriods)) >= datapointsToAlarm ? .alarm : .ok
        }
        switch missing {
        case .breaching:
            let filled = evaluationPeriods - real.count
            return breaching(real[...]) + filled >= datapointsToAlarm ? .alarm : .ok
        case .notBreaching: return breaching(real[...]) >= datapointsToAlarm ? .alarm : .ok
        case .missing, .ignore: break
        }
        if real.isEmpty { return missing == .missing ? .insufficientData : state }
        if breaching(real[...]) >= datapointsToAlarm { return .alarm }
        if real.allSatisfy(\.self), isOldEnough(breaches) {
            return missing == .missing ? .alarm : state
        }
        return .ok
    }

    private func breaching(_ real: ArraySlice<Bool>) -> Int { real.count { $0 } }

    /// Whether the oldest data point within N is at least M periods old: before that, more data may
    /// come and an alarm would be premature.
    private func isOldEnough(_ breaches: [Bool?]) -> Bool {
        let newest = breaches.suffix(evaluationPeriods)
        guard let index = newest.firstIndex(where: { $0 != nil }) else { return false }
        return newest.endIndex - index >= datapointsToAlarm
    }
}
