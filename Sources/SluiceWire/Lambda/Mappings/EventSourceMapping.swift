// SPDX-License-Identifier: Apache-2.0

/// A mapping from an event source to a function.
public struct EventSourceMapping: Codable, Hashable, Sendable {
    /// The mapping's id.
    public var uuid: String?
    /// `TRIM_HORIZON`, `LATEST` or `AT_TIMESTAMP`.
    public var startingPosition: String?
    /// Where to start, with `AT_TIMESTAMP`.
    public var startingPositionTimestamp: WireTimestamp?
    /// Records in one call at most.
    public var batchSize: Int?
    /// How long records are gathered.
    public var maximumBatchingWindowInSeconds: Int?
    /// Batches of one shard at once.
    public var parallelizationFactor: Int?
    /// The stream, queue or cluster.
    public var eventSourceArn: String?
    /// Which records reach the function.
    public var filterCriteria: FilterCriteria?
    /// The function's ARN, qualified as it was asked for.
    public var functionArn: String?
    /// When it last changed.
    public var lastModified: WireTimestamp?
    /// How the last batch went.
    public var lastProcessingResult: String?
    /// `Creating`, `Enabled`, `Disabled`, `Updating` or `Deleting`.
    public var state: String?
    /// Who changed the state.
    public var stateTransitionReason: String?
    /// Where results go.
    public var destinationConfig: DestinationConfig?
    /// Kafka's topics.
    public var topics: [String]?
    /// The broker's queues.
    public var queues: [String]?
    /// How the source is reached.
    public var sourceAccessConfigurations: [SourceAccess]?
    /// A cluster that is no service of AWS.
    public var selfManagedEventSource: SelfManagedSource?
    /// How old a record may grow.
    public var maximumRecordAgeInSeconds: Int?
    /// Whether a failed batch is halved.
    public var bisectBatchOnFunctionError: Bool?
    /// Further attempts after a failed one: 0 … 2.
    public var maximumRetryAttempts: Int?
    /// How long a window of aggregation is.
    public var tumblingWindowInSeconds: Int?
    /// Whether the function names the records that failed.
    public var functionResponseTypes: [String]?
    /// How many calls are made at once.
    public var scalingConfig: ScalingConfig?
    /// The key that encrypts the filter.
    public var kmsKeyArn: String?
    /// The mapping's ARN.
    public var eventSourceMappingArn: String?
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

    /// Makes one from its parts.
    public init(
        uuid: String? = nil,
        startingPosition: String? = nil,
        startingPositionTimestamp: WireTimestamp? = nil,
        batchSize: Int? = nil,
        maximumBatchingWindowInSeconds: Int? = nil,
        parallelizationFactor: Int? = nil,
        eventSourceArn: String? = nil,
        filterCriteria: FilterCriteria? = nil,
        functionArn: String? = nil,
        lastModified: WireTimestamp? = nil,
        lastProcessingResult: String? = nil,
        state: String? = nil,
        stateTransitionReason: String? = nil,
        destinationConfig: DestinationConfig? = nil,
        topics: [String]? = nil,
        queues: [String]? = nil,
        sourceAccessConfigurations: [SourceAccess]? = nil,
        selfManagedEventSource: SelfManagedSource? = nil,
        maximumRecordAgeInSeconds: Int? = nil,
        bisectBatchOnFunctionError: Bool? = nil,
        maximumRetryAttempts: Int? = nil,
        tumblingWindowInSeconds: Int? = nil,
        functionResponseTypes: [String]? = nil,
        scalingConfig: ScalingConfig? = nil,
        kmsKeyArn: String? = nil,
        eventSourceMappingArn: String? = nil,
        amazonManagedKafkaEventSourceConfig: KafkaConsumer? = nil,
        selfManagedKafkaEventSourceConfig: KafkaConsumer? = nil,
        documentDBEventSourceConfig: DocumentSource? = nil,
        metricsConfig: MappingMetrics? = nil,
        provisionedPollerConfig: ProvisionedPollers? = nil
    ) {
        self.uuid = uuid
        self.startingPosition = startingPosition
        self.startingPositionTimestamp = startingPositionTimestamp
        self.batchSize = batchSize
        self.maximumBatchingWindowInSeconds = maximumBatchingWindowInSeconds
        self.parallelizationFactor = parallelizationFactor
        self.eventSourceArn = eventSourceArn
        self.filterCriteria = filterCriteria
        self.functionArn = functionArn
        self.lastModified = lastModified
        self.lastProcessingResult = lastProcessingResult
        self.state = state
        self.stateTransitionReason = stateTransitionReason
        self.destinationConfig = destinationConfig
        self.topics = topics
        self.queues = queues
        self.sourceAccessConfigurations = sourceAccessConfigurations
        self.selfManagedEventSource = selfManagedEventSource
        self.maximumRecordAgeInSeconds = maximumRecordAgeInSeconds
        self.bisectBatchOnFunctionError = bisectBatchOnFunctionError
        self.maximumRetryAttempts = maximumRetryAttempts
        self.tumblingWindowInSeconds = tumblingWindowInSeconds
        self.functionResponseTypes = functionResponseTypes
        self.scalingConfig = scalingConfig
        self.kmsKeyArn = kmsKeyArn
        self.eventSourceMappingArn = eventSourceMappingArn
        self.amazonManagedKafkaEventSourceConfig = amazonManagedKafkaEventSourceConfig
        self.selfManagedKafkaEventSourceConfig = selfManagedKafkaEventSourceConfig
        self.documentDBEventSourceConfig = documentDBEventSourceConfig
        self.metricsConfig = metricsConfig
        self.provisionedPollerConfig = provisionedPollerConfig
    }

    private enum CodingKeys: String, CodingKey {
        case startingPosition, startingPositionTimestamp, batchSize,
            maximumBatchingWindowInSeconds, parallelizationFactor, eventSourceArn,
            filterCriteria, functionArn, lastModified, lastProcessingResult, state,
            stateTransitionReason, destinationConfig, topics, queues, sourceAccessConfigurations,
            selfManagedEventSource, maximumRecordAgeInSeconds, bisectBatchOnFunctionError,
            maximumRetryAttempts, tumblingWindowInSeconds, functionResponseTypes, scalingConfig,
            eventSourceMappingArn,
            amazonManagedKafkaEventSourceConfig, selfManagedKafkaEventSourceConfig,
            documentDBEventSourceConfig, metricsConfig, provisionedPollerConfig
        case uuid = "UUID"
        case kmsKeyArn = "KMSKeyArn"
    }
}
