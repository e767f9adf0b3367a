// SPDX-License-Identifier: Apache-2.0
import Logging
import SluiceBase
import SluiceModel
import SluiceWire

extension LocalAWS {
    /// Evaluates the alarms that are due; says when the next is due.
    func watchAlarms() async -> Timestamp? {
        if let due = model.alarms.nextEvaluation, due <= clock.now { await drain() }
        var next = model
        next.evaluateAlarms(at: clock.now)
        do {
            try await keep(&next)
        } catch {
            // Nothing is written any more, and that was said already.
            return nil
        }
        return model.alarms.nextEvaluation
    }

    /// Tells the actions of alarms what happened: functions by an event, which is durable.
    func deliver(_ notices: [AlarmNotice]) {
        for notice in notices {
            let parts = notice.action.split(
                separator: ":",
                maxSplits: 5,
                omittingEmptySubsequences: false
            )
            guard parts.count == 6, parts[2] == "lambda" else {
                logger.info(
                    "an alarm's action is not offered here",
                    metadata: ["alarm": "\(notice.record.name)", "action": "\(notice.action)"]
                )
                continue
            }
            call(notice)
        }
    }

    private func call(_ notice: AlarmNotice) {
        let event = notice.event(account: account, region: region)
        let now = clock.now
        do {
            let target = try model.target(of: notice.action, qualifier: nil)
            try accept(
                QueuedEvent(
                    id: requestID(),
                    function: target.function,
                    qualifier: target.qualifier,
                    payload: Array(event.utf8),
                    acceptedAt: now,
                    dueAt: now
                )
            )
        } catch {
            logger.warning(
                "an alarm's action cannot be run",
                metadata: [
                    "alarm": "\(notice.record.name)", "action": "\(notice.action)",
                    "reason": "\(error.message)",
                ]
            )
        }
    }
}
