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
            if try take(&next) { await follow() }
        } catch {
            // Nothing is written any more, and that was said already.
            return nil
        }
        return model.alarms.nextEvaluation
    }

    /// Tells the actions of alarms what happened: functions by an event, topics by a message; both
    /// are durable.
    func deliver(_ notices: [AlarmNotice]) {
        for notice in notices {
            let parts = notice.action.split(
                separator: ":",
                maxSplits: 5,
                omittingEmptySubsequences: false
            )
            switch parts.count == 6 ? parts[2] : "" {
            case "lambda": call(notice)
            case "sns": publish(notice)
            default:
                logger.info(
                    "an alarm's action is not offered here",
                    metadata: ["alarm": "\(notice.record.name)", "action": "\(notice.action)"]
                )
            }
        }
    }

    private func publish(_ notice: AlarmNotice) {
        let messages = messages(
            of: Publish(
                topicArn: notice.action,
                message: notice.message(account: account, region: region),
                subject: notice.subject(region: region)
            )
        )
        do {
            try accept(messages)
        } catch {
            note(notice, error)
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
            note(notice, error)
        }
    }

    private func note(_ notice: AlarmNotice, _ error: AWSFailure) {
        logger.warning(
            "an alarm's action cannot be run",
            metadata: [
                "alarm": "\(notice.record.name)", "action": "\(notice.action)",
                "reason": "\(error.message)",
            ]
        )
    }
}
