// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

@testable import SluiceSimulation

/// A stretch of time in which the bucket is away for everybody.
struct Outage: Hashable, Sendable {
    /// How it is away.
    enum Kind: CaseIterable, Hashable, Sendable { case failing, refusing, hanging }

    var kind: Kind
    var from: Timestamp
    var to: Timestamp

    /// Draws one of 1 to 90 s that begins within the walk; half of all worlds have none.
    init?(_ seed: UInt64, from beginning: Timestamp) {
        var random = SeededRandom(seed: seed).fork("outage")
        guard random.fraction() < 0.5 else { return nil }
        kind = Kind.allCases[Int(random.fraction() * Double(Kind.allCases.count))]
        from = beginning.advanced(by: .milliseconds(Int64(random.fraction() * 20_000)))
        to = from.advanced(by: .milliseconds(Int64(1_000 + random.fraction() * 89_000)))
    }

    /// Whether it goes on at this time.
    func contains(_ now: Timestamp) -> Bool { from <= now && now < to }

    /// What a call meets meanwhile; it has no effect.
    func meet(_ process: SimProcess) async -> AWSFailure {
        switch kind {
        case .failing:
            return AWSFailure(code: "ServiceUnavailable", message: "try again", status: 503)
        case .refusing:
            return AWSFailure(kind: .notSent, code: "NoConnection", message: "refused")
        case .hanging:
            // Whoever asked gives up before.
            await process.pass(.seconds(300))
            return AWSFailure(kind: .noAnswer, code: "TimeOut", message: "no answer")
        }
    }
}
