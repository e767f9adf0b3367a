// SPDX-License-Identifier: Apache-2.0

import SluiceWire

/// Where a mapping's records come from, and what Lambda's rules and defaults are for it.
struct MappingSource {
    enum Kind {
        case queue
        case dynamoDB
        case kinesis
        case kafka
        case broker
        case ownKafka
        case other
    }

    let kind: Kind
    /// The stream, queue or cluster, if it is AWS's.
    let arn: String?

    /// Whether records are in an order, in which one begins somewhere.
    var isStream: Bool { kind == .dynamoDB || kind == .kinesis }

    /// - Throws: Lambda's refusal when it is neither AWS's nor a cluster of one's own.
    init(arn: String?, own: SelfManagedSource?) throws(AWSFailure) {
        self.arn = arn
        let service = arn?.split(separator: ":").dropFirst(2).first
        kind =
            switch service {
            case "sqs"?: .queue
            case "dynamodb"?: .dynamoDB
            case "kinesis"?: .kinesis
            case "kafka"?: .kafka
            case "mq"?: .broker
            case nil where own != nil: .ownKafka
            case nil: throw .invalidParameter("Unrecognized event source.")
            default: .other
            }
        if kind == .other, service != "rds" {
            throw .invalidParameter("Unrecognized event source.")
        }
    }

    /// Where reading begins.
    func check(startingPosition: String?) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(
            startingPosition,
            at: "startingPosition",
            oneOf: ["LATEST", "AT_TIMESTAMP", "TRIM_HORIZON"]
        )
        try constraints.enforce()
        guard isStream || kind == .kafka else { return }
        guard let startingPosition else {
            throw .invalidParameter(
                "1 validation error detected: Value null at 'startingPosition' failed to satisfy "
                    + "constraint: Member must not be null."
            )
        }
        if kind == .dynamoDB, startingPosition == "AT_TIMESTAMP" {
            throw .invalidParameter("Unsupported starting position for arn type: \(arn ?? "")")
        }
    }

    /// How many records come at once, and how long they are gathered.
    func check(batch: Int?, window: Int?) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(batch, at: "batchSize", in: 1...10_000)
        constraints.check(window, at: "maximumBatchingWindowInSeconds", in: 0...300)
        try constraints.enforce()
        if kind == .queue, arn?.hasSuffix(".fifo") == true, (window ?? 0) > 0 {
            throw .invalidParameter(
                "Batching window is not supported for FIFO queues: MaximumBatchingWindowInSeconds "
                    + "must be 0."
            )
        }
        if kind == .queue, let batch, batch > 10, (window ?? 0) == 0 {
            throw .invalidParameter(
                "Maximum batch window in seconds must be greater than 0 if maximum batch size is "
                    + "greater than 10"
            )
        }
    }

    /// Where failed records go, and which records come at all.
    func check(_ config: DestinationConfig?, _ filter: FilterCriteria?) throws(AWSFailure) {
        let failures = config?.onFailure?.destination ?? ""
        if !failures.isEmpty, kind == .queue || kind == .broker {
            throw .invalidParameter(
                "Unsupported DestinationConfig parameter for given event source mapping type."
            )
        }
        for pattern in (filter?.filters ?? []).compactMap(\.pattern) {
            guard case .map? = WireJSON.value(of: pattern) else {
                throw .invalidParameter("Invalid filter pattern definition.")
            }
        }
    }

    /// Fills in what Lambda adds for this kind of source; a consumer group that was not named is
    /// called `group`.
    func addDefaults(to answer: inout EventSourceMapping, group: String) {
        let named = KafkaConsumer(consumerGroupId: group)
        if kind == .ownKafka {
            answer.startingPosition = answer.startingPosition ?? "TRIM_HORIZON"
            answer.selfManagedKafkaEventSourceConfig =
                answer.selfManagedKafkaEventSourceConfig ?? named
        } else if kind == .kafka {
            answer.amazonManagedKafkaEventSourceConfig =
                answer.amazonManagedKafkaEventSourceConfig ?? named
        }
        answer.batchSize = answer.batchSize ?? (kind == .queue ? 10 : 100)
        if kind != .ownKafka, kind != .kafka {
            answer.maximumBatchingWindowInSeconds = answer.maximumBatchingWindowInSeconds ?? 0
            answer.functionResponseTypes = answer.functionResponseTypes ?? []
        }
        guard isStream else { return }
        answer.parallelizationFactor = answer.parallelizationFactor ?? 1
        answer.maximumRecordAgeInSeconds = answer.maximumRecordAgeInSeconds ?? -1
        answer.maximumRetryAttempts = answer.maximumRetryAttempts ?? -1
        answer.bisectBatchOnFunctionError = answer.bisectBatchOnFunctionError ?? false
        answer.tumblingWindowInSeconds = answer.tumblingWindowInSeconds ?? 0
        answer.lastProcessingResult = answer.lastProcessingResult ?? "No records processed"
        answer.destinationConfig =
            answer.destinationConfig ?? DestinationConfig(onFailure: Destination())
    }
}
