// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceHTTP
import SluiceModel
import Synchronization

/// The model without its metrics as a change left it, for those that only read, and what was answered
/// about it.
///
/// Each change makes a new one, so what is remembered here is never stale.
final class PublishedModel: Sendable {
    let model: LambdaModel
    private let nextTransition: Timestamp?
    private let answers = Mutex<[ReadQuestion: HTTPReply]>([:])

    init(_ model: LambdaModel) {
        self.model = model.withoutMetrics
        nextTransition = model.nextTransition
    }

    /// Whether nothing that is under way has ended by now: else it is to be settled first.
    func isSettled(at now: Timestamp) -> Bool { nextTransition.map { now < $0 } ?? true }

    /// What was answered before.
    func answer(to question: ReadQuestion) -> HTTPReply? { answers.withLock { $0[question] } }

    /// Remembers an answer, up to a bound.
    func remember(_ reply: HTTPReply, to question: ReadQuestion) {
        answers.withLock { answers in
            if answers.count < Limits.answersMax { answers[question] = reply }
        }
    }
}
