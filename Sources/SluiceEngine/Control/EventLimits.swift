// SPDX-License-Identifier: Apache-2.0
import SluiceModel

/// How often and how long an event is tried: Lambda's defaults, or what its owner said.
struct EventLimits: Hashable, Sendable {
    /// Further attempts after the first at which the function fails.
    var retries = Limits.eventRetriesMax
    /// How long it waits before the first of them, and twice as long before the second.
    var wait = Limits.eventRetryWait
    /// How old an event may grow.
    var age = Limits.eventAgeMax
    /// Where a good result goes.
    var onSuccess: String?
    /// Where a bad one goes.
    var onFailure: String?

    /// Lambda's defaults.
    init() {}

    /// What is true of an event: of a message to an address, that it is not tried for long.
    init(_ model: LambdaModel, _ event: QueuedEvent) {
        if event.isCall {
            self.init(model, function: event.function, qualifier: event.qualifier)
        } else {
            self.init()
            age = Limits.messageAgeMax
        }
    }

    /// What was said of the function, version or alias that was asked for.
    init(_ model: LambdaModel, function: String, qualifier: String?) {
        let configs = model.functions[function]?.head.attachments.eventConfigs
        guard let config = configs?[qualifier ?? "$LATEST"] else { return }
        retries = config.retries ?? retries
        age = config.ageSeconds.map { .seconds($0) } ?? age
        (onSuccess, onFailure) = (config.onSuccess, config.onFailure)
    }
}
