// SPDX-License-Identifier: Apache-2.0
import SluiceStats

/// A judgement as JSON, in full precision.
struct JudgeDocument: Encodable {
    private let judgement: Judgement

    /// The document of a judgement.
    init(_ judgement: Judgement) { self.judgement = judgement }

    private enum Key: String, CodingKey {
        case log10, verdict, failuresNeeded, detectable
        case errors, latency, throttles, combined, nonInferiority
        case rate, power
    }

    func encode(to encoder: any Encoder) throws {
        var document = encoder.container(keyedBy: Key.self)
        var logs = document.nestedContainer(keyedBy: Key.self, forKey: .log10)
        let evidence = judgement.evidence
        try logs.encode(evidence.errors.log10, forKey: .errors)
        try logs.encode(evidence.latency.log10, forKey: .latency)
        try logs.encode(evidence.throttles.log10, forKey: .throttles)
        try logs.encode(evidence.log10, forKey: .combined)
        try logs.encode(judgement.early.errors.log10, forKey: .nonInferiority)
        try document.encode(judgement.verdict.rawValue, forKey: .verdict)
        try document.encode(judgement.failuresNeeded, forKey: .failuresNeeded)
        var detectable = document.nestedContainer(keyedBy: Key.self, forKey: .detectable)
        try detectable.encode(judgement.detectableRate, forKey: .rate)
        try detectable.encode(Judgement.power, forKey: .power)
    }
}
