// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What Lambda counts of asynchronous invocations.
public enum EventMetric: String, Codable, Sendable {
    /// An event was accepted.
    case received = "AsyncEventsReceived"
    /// Milliseconds from accepting an event to an attempt at it.
    case age = "AsyncEventAge"
    /// An event was given up.
    case dropped = "AsyncEventsDropped"
    /// An event that was given up could not be sent to the dead-letter queue.
    case deadLetterError = "DeadLetterErrors"
    /// A result could not be sent to its destination.
    case destinationFailure = "DestinationDeliveryFailures"
}

extension LambdaModel {
    /// Counts something of an asynchronous invocation, under the sets of dimensions of its calls.
    ///
    /// - Parameters:
    ///   - metric: what is counted.
    ///   - value: how much.
    ///   - function: the function's bare name.
    ///   - qualifier: the version or alias that the caller named.
    ///   - now: when.
    public mutating func count(
        _ metric: EventMetric,
        _ value: Double,
        function: String,
        qualifier: String?,
        at now: Timestamp
    ) {
        let qualifier = qualifier == "$LATEST" ? nil : qualifier
        let name = MetricKey.Dimension("FunctionName", function)
        let resource = qualifier.map { "\(function):\($0)" } ?? function
        for dimensions in [[], [name], [name, MetricKey.Dimension("Resource", resource)]] {
            metrics.record(
                [(metric.rawValue, MetricSample(value))],
                under: dimensions,
                at: now.second
            )
        }
    }
}
