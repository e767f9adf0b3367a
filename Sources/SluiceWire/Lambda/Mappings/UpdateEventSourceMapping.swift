// SPDX-License-Identifier: Apache-2.0

/// Changes a mapping; what is absent stays.
public struct UpdateEventSourceMapping: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.put, "/2015-03-31/event-source-mappings/{UUID}", status: 202)
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The mapping's id.
    public var uuid: String
    /// A name, an ARN, or either with a qualifier.
    public var functionName: String?
    /// Whether records are read.
    public var enabled: Bool?
    /// Records in one call at most.
    public var batchSize: Int?
    /// Which records reach the function.
    public var filterCriteria: FilterCriteria?
    /// How long records are gathered.
    public var maximumBatchingWindowInSeconds: Int?
    /// Where results go.
    public var destinationConfig: DestinationConfig?
    /// How old a record may grow.
    public var maximumRecordAgeInSeconds: Int?
    /// Whether a failed batch is halved.
    public var bisectBatchOnFunctionError: Bool?
    /// Further attempts after a failed one: 0 … 2.
    public var maximumRetryAttempts: Int?
    /// Batches of one shard at once.
    public var parallelizationFactor: Int?
    /// How the source is reached.
    public var sourceAccessConfigurations: [SourceAccess]?
    /// How long a window of aggregation is.
    public var tumblingWindowInSeconds: Int?
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
        uuid: String,
        functionName: String? = nil,
        enabled: Bool? = nil,
        batchSize: Int? = nil,
        filterCriteria: FilterCriteria? = nil,
        maximumBatchingWindowInSeconds: Int? = nil,
        destinationConfig: DestinationConfig? = nil,
        maximumRecordAgeInSeconds: Int? = nil,
        bisectBatchOnFunctionError: Bool? = nil,
        maximumRetryAttempts: Int? = nil,
        parallelizationFactor: Int? = nil,
        sourceAccessConfigurations: [SourceAccess]? = nil,
        tumblingWindowInSeconds: Int? = nil,
        functionResponseTypes: [String]? = nil,
        scalingConfig: ScalingConfig? = nil,
        kmsKeyArn: String? = nil,
        amazonManagedKafkaEventSourceConfig: KafkaConsumer? = nil,
        selfManagedKafkaEventSourceConfig: KafkaConsumer? = nil,
        documentDBEventSourceConfig: DocumentSource? = nil,
        metricsConfig: MappingMetrics? = nil,
        provisionedPollerConfig: ProvisionedPollers? = nil
    ) {
        self.uuid = uuid
        self.functionName = functionName
        self.enabled = enabled
        self.batchSize = batchSize
        self.filterCriteria = filterCriteria
        self.maximumBatchingWindowInSeconds = maximumBatchingWindowInSeconds
        self.destinationConfig = destinationConfig
        self.maximumRecordAgeInSeconds = maximumRecordAgeInSeconds
        self.bisectBatchOnFunctionError = bisectBatchOnFunctionError
        self.maximumRetryAttempts = maximumRetryAttempts
        self.parallelizationFactor = parallelizationFactor
        self.sourceAccessConfigurations = sourceAccessConfigurations
        self.tumblingWindowInSeconds = tumblingWindowInSeconds
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
        case functionName, enabled, batchSize, filterCriteria, maximumBatchingWindowInSeconds,
            destinationConfig, maximumRecordAgeInSeconds, bisectBatchOnFunctionError,
            maximumRetryAttempts, parallelizationFactor, sourceAccessConfigurations,
            tumblingWindowInSeconds, functionResponseTypes, scalingConfig,
            amazonManagedKafkaEventSourceConfig, selfManagedKafkaEventSourceConfig,
            documentDBEventSourceConfig, metricsConfig, provisionedPollerConfig
        case uuid = "UUID"
        case kmsKeyArn = "KMSKeyArn"
    }

    /// What Lambda answers.
    public typealias Output = EventSourceMapping
}
