// SPDX-License-Identifier: Apache-2.0

/// Makes a mapping from an event source to a function.
public struct CreateEventSourceMapping: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.post, "/2015-03-31/event-source-mappings", status: 202)
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The stream, queue or cluster.
    public var eventSourceArn: String?
    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// Whether records are read.
    public var enabled: Bool?
    /// Records in one call at most.
    public var batchSize: Int?
    /// Which records reach the function.
    public var filterCriteria: FilterCriteria?
    /// How long records are gathered.
    public var maximumBatchingWindowInSeconds: Int?
    /// Batches of one shard at once.
    public var parallelizationFactor: Int?
    /// `TRIM_HORIZON`, `LATEST` or `AT_TIMESTAMP`.
    public var startingPosition: String?
    /// Where to start, with `AT_TIMESTAMP`.
    public var startingPositionTimestamp: WireTimestamp?
    /// Where results go.
    public var destinationConfig: DestinationConfig?
    /// How old a record may grow.
    public var maximumRecordAgeInSeconds: Int?
    /// Whether a failed batch is halved.
    public var bisectBatchOnFunctionError: Bool?
    /// Further attempts after a failed one: 0 … 2.
    public var maximumRetryAttempts: Int?
    /// Key → value.
    public var tags: [String: String]?
    /// How long a window of aggregation is.
    public var tumblingWindowInSeconds: Int?
    /// Kafka's topics.
    public var topics: [String]?
    /// The broker's queues.
    public var queues: [String]?
    /// How the source is reached.
    public var sourceAccessConfigurations: [SourceAccess]?
    /// A cluster that is no service of AWS.
    public var selfManagedEventSource: SelfManagedSource?
    /// Whether the function names the records that failed.
    public var functionResponseTypes: [String]?
    /// How many calls are made at once.
    public var scalingConfig: ScalingConfig?
    /// The key that encrypts the filter.
    public var kmsKeyArn: String?
    /// How AWS's Kafka is read.
    public var amazonManagedKafkaEventSourceConfig: KafkaConsumer?
    /// How a Kafka of one's own is read.
    public var selfManagedKafkaEventSourceConfig: KafkaConsumer?
    /// What is read of a database of documents.
    public var documentDBEventSourceConfig: DocumentSource?
    /// Which metrics the mapping writes.
    public var metricsConfig: MappingMetrics?
    /// How many pollers are kept ready.
    public var provisionedPollerConfig: ProvisionedPollers?

    /// Makes the operation.
    public init(
        eventSourceArn: String? = nil,
        functionName: String,
        enabled: Bool? = nil,
        batchSize: Int? = nil,
        filterCriteria: FilterCriteria? = nil,
        maximumBatchingWindowInSeconds: Int? = nil,
        parallelizationFactor: Int? = nil,
        startingPosition: String? = nil,
        startingPositionTimestamp: WireTimestamp? = nil,
        destinationConfig: DestinationConfig? = nil,
        maximumRecordAgeInSeconds: Int? = nil,
        bisectBatchOnFunctionError: Bool? = nil,
        maximumRetryAttempts: Int? = nil,
        tags: [String: String]? = nil,
        tumblingWindowInSeconds: Int? = nil,
        topics: [String]? = nil,
        queues: [String]? = nil,
        sourceAccessConfigurations: [SourceAccess]? = nil,
        selfManagedEventSource: SelfManagedSource? = nil,
        functionResponseTypes: [String]? = nil,
        scalingConfig: ScalingConfig? = nil,
        kmsKeyArn: String? = nil,
        amazonManagedKafkaEventSourceConfig: KafkaConsumer? = nil,
        selfManagedKafkaEventSourceConfig: KafkaConsumer? = nil,
        documentDBEventSourceConfig: DocumentSource? = nil,
        metricsConfig: MappingMetrics? = nil,
        provisionedPollerConfig: ProvisionedPollers? = nil
    ) {
        self.eventSourceArn = eventSourceArn
        self.functionName = functionName
        self.enabled = enabled
        self.batchSize = batchSize
        self.filterCriteria = filterCriteria
        self.maximumBatchingWindowInSeconds = maximumBatchingWindowInSeconds
        self.parallelizationFactor = parallelizationFactor
        self.startingPosition = startingPosition
        self.startingPositionTimestamp = startingPositionTimestamp
        self.destinationConfig = destinationConfig
        self.maximumRecordAgeInSeconds = maximumRecordAgeInSeconds
        self.bisectBatchOnFunctionError = bisectBatchOnFunctionError
        self.maximumRetryAttempts = maximumRetryAttempts
        self.tags = tags
        self.tumblingWindowInSeconds = tumblingWindowInSeconds
        self.topics = topics
        self.queues = queues
        self.sourceAccessConfigurations = sourceAccessConfigurations
        self.selfManagedEventSource = selfManagedEventSource
        self.functionResponseTypes = functionResponseTypes
        self.scalingConfig = scalingConfig
        self.kmsKeyArn = kmsKeyArn
        self.amazonManagedKafkaEventSourceConfig = amazonManagedKafkaEventSourceConfig
        self.selfManagedKafkaEventSourceConfig = selfManagedKafkaEventSourceConfig
        self.documentDBEventSourceConfig = documentDBEventSourceConfig
        self.metricsConfig = metricsConfig
        self.provisionedPollerConfig = provisionedPollerConfig
    }

    private enum CodingKeys: String, CodingKey {
        case eventSourceArn, functionName, enabled, batchSize, filterCriteria,
            maximumBatchingWindowInSeconds, parallelizationFactor, startingPosition,
            startingPositionTimestamp, destinationConfig, maximumRecordAgeInSeconds,
            bisectBatchOnFunctionError, maximumRetryAttempts, tags, tumblingWindowInSeconds,
            topics, queues, sourceAccessConfigurations, selfManagedEventSource,
            functionResponseTypes, scalingConfig,
            amazonManagedKafkaEventSourceConfig, selfManagedKafkaEventSourceConfig,
            documentDBEventSourceConfig, metricsConfig, provisionedPollerConfig
        case kmsKeyArn = "KMSKeyArn"
    }

    /// What Lambda answers.
    public typealias Output = EventSourceMapping
}
