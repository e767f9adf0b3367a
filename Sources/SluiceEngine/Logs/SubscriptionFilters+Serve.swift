// SPDX-License-Identifier: Apache-2.0
import Logging
import SluiceBase
import SluiceModel
import SluiceWire
import SluiceZip

extension DescribeSubscriptionFilters: ServedOperation {
    /// Lists a group's filters by name.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(prefix: filterNamePrefix)
        try await aws.require(group: logGroupName)
        let all = await aws.model.subscriptions(of: logGroupName)
            .filter { $0.name.hasPrefix(filterNamePrefix ?? "") }
        let page = try LogPage(all, token: nextToken, limit: limit)
        return Output(
            subscriptionFilters: page.items.map { filter in
                SubscriptionFilter(
                    filterName: filter.name,
                    logGroupName: filter.group,
                    filterPattern: filter.pattern,
                    destinationArn: filter.destination,
                    distribution: filter.distribution,
                    creationTime: filter.createdAt
                )
            },
            nextToken: page.nextToken
        )
    }
}

extension LocalAWS {
    /// Has subscribed functions called with log events that their filters take.
    func sendSubscribed(_ lines: [LogLine]) {
        guard !model.subscriptionFilters.isEmpty else { return }
        let wanted = lines.filter { model.subscriptionFilters[$0.group] != nil }
        let batches = Dictionary(grouping: wanted) { [$0.group, $0.stream] }
        for (place, lines) in batches.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let batch = SubscribedEvents(
                owner: account,
                group: place[0],
                stream: place[1],
                events: lines.map { ($0.timestamp, $0.message) }
            )
            for filter in model.subscriptions(of: place[0]) { send(batch, to: filter) }
        }
    }

    private func send(_ batch: SubscribedEvents, to filter: SubscriptionFilterRecord) {
        let now = clock.now
        // A millisecond has room for a thousand events.
        guard let text = batch.message(to: filter, first: now.millisecondsSince1970 * 1_000) else {
            return
        }
        do {
            let target = try model.target(of: filter.destination, qualifier: nil)
            let data = Gzip.pack(Array(text.utf8)).base64Text
            var event = QueuedEvent(
                id: requestID(),
                function: target.function,
                payload: Array(#"{"awslogs":{"data":"\#(data)"}}"#.utf8),
                acceptedAt: now,
                dueAt: now
            )
            event.qualifier = target.qualifier
            try accept(event)
        } catch {
            logger.warning(
                "a subscribed function is not told of log events",
                metadata: [
                    "group": "\(filter.group)", "filter": "\(filter.name)",
                    "reason": "\(error.message)",
                ]
            )
        }
    }
}
