// SPDX-License-Identifier: Apache-2.0

/// Changes the configuration of `$LATEST`; what is absent stays.
public struct UpdateFunctionConfiguration: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.put, "/2015-03-31/functions/{FunctionName}/configuration")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// The ARN of the role that the function runs as.
    public var role: String?
    /// What the runtime calls.
    public var handler: String?
    /// A text for people.
    public var description: String?
    /// Seconds until a call is ended: 1 … 900.
    public var timeout: Int?
    /// Megabytes: 128 … 10,240.
    public var memorySize: Int?
    /// The network that the function runs in.
    public var vpcConfig: VPCConfig?
    /// Environment variables.
    public var environment: FunctionEnvironment?
    /// For example `python3.12`.
    public var runtime: String?
    /// Where events go that failed for good.
    public var deadLetterConfig: DeadLetterConfig?
    /// The key that encrypts the environment.
    public var kmsKeyArn: String?
    /// Whether calls are traced.
    public var tracingConfig: TracingConfig?
    /// Refuses the write (412) unless this is the current revision.
    public var revisionId: String?
    /// ARNs of layer versions; empty removes all.
    public var layers: [String]?
    /// File systems to mount.
    public var fileSystemConfigs: [FileSystemConfig]?
    /// What overrides an image's own settings.
    public var imageConfig: ImageConfig?
    /// Space under `/tmp`.
    public var ephemeralStorage: EphemeralStorage?
    /// Whether published versions start from a snapshot.
    public var snapStart: SnapStart?
    /// Form, level and group of the log.
    public var loggingConfig: LoggingConfig?

    /// Makes the operation.
    public init(
        functionName: String,
        role: String? = nil,
        handler: String? = nil,
        description: String? = nil,
        timeout: Int? = nil,
        memorySize: Int? = nil,
        vpcConfig: VPCConfig? = nil,
        environment: FunctionEnvironment? = nil,
        runtime: String? = nil,
        deadLetterConfig: DeadLetterConfig? = nil,
        kmsKeyArn: String? = nil,
        tracingConfig: TracingConfig? = nil,
        revisionId: String? = nil,
        layers: [String]? = nil,
        fileSystemConfigs: [FileSystemConfig]? = nil,
        imageConfig: ImageConfig? = nil,
        ephemeralStorage: EphemeralStorage? = nil,
        snapStart: SnapStart? = nil,
        loggingConfig: LoggingConfig? = nil
    ) {
        self.functionName = functionName
        self.role = role
        self.handler = handler
        self.description = description
        self.timeout = timeout
        self.memorySize = memorySize
        self.vpcConfig = vpcConfig
        self.environment = environment
        self.runtime = runtime
        self.deadLetterConfig = deadLetterConfig
        self.kmsKeyArn = kmsKeyArn
        self.tracingConfig = tracingConfig
        self.revisionId = revisionId
        self.layers = layers
        self.fileSystemConfigs = fileSystemConfigs
        self.imageConfig = imageConfig
        self.ephemeralStorage = ephemeralStorage
        self.snapStart = snapStart
        self.loggingConfig = loggingConfig
    }

    private enum CodingKeys: String, CodingKey {
        case functionName, role, handler, description, timeout, memorySize, vpcConfig,
            environment, runtime, deadLetterConfig, tracingConfig, revisionId, layers,
            fileSystemConfigs, imageConfig, ephemeralStorage, snapStart, loggingConfig
        case kmsKeyArn = "KMSKeyArn"
    }

    /// What Lambda answers.
    public typealias Output = FunctionConfiguration
}
