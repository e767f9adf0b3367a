// SPDX-License-Identifier: Apache-2.0

/// Creates a function, and its version 1 when asked to publish.
public struct CreateFunction: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.post, "/2015-03-31/functions", status: 201)
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The name, or an ARN that holds it.
    public var functionName: String
    /// For example `python3.12`; absent for images.
    public var runtime: String?
    /// The ARN of the role that the function runs as.
    public var role: String
    /// What the runtime calls; absent for images.
    public var handler: String?
    /// The package.
    public var code: FunctionCode
    /// A text for people.
    public var description: String?
    /// Seconds until a call is ended: 1 … 900, by default 3.
    public var timeout: Int?
    /// Megabytes: 128 … 10,240, by default 128.
    public var memorySize: Int?
    /// Whether to publish version 1 at once.
    public var publish: Bool?
    /// The network that the function runs in.
    public var vpcConfig: VPCConfig?
    /// `Zip` (default) or `Image`.
    public var packageType: String?
    /// Where events go that failed for good.
    public var deadLetterConfig: DeadLetterConfig?
    /// Environment variables.
    public var environment: FunctionEnvironment?
    /// The key that encrypts the environment.
    public var kmsKeyArn: String?
    /// Whether calls are traced.
    public var tracingConfig: TracingConfig?
    /// Tags of the function.
    public var tags: [String: String]?
    /// ARNs of layer versions, lowest first.
    public var layers: [String]?
    /// File systems to mount.
    public var fileSystemConfigs: [FileSystemConfig]?
    /// What overrides an image's own settings.
    public var imageConfig: ImageConfig?
    /// The rules for signed code.
    public var codeSigningConfigArn: String?
    /// `x86_64` (default) or `arm64`.
    public var architectures: [String]?
    /// Space under `/tmp`.
    public var ephemeralStorage: EphemeralStorage?
    /// Whether published versions start from a snapshot.
    public var snapStart: SnapStart?
    /// Form, level and group of the log.
    public var loggingConfig: LoggingConfig?

    /// Makes the operation.
    public init(
        functionName: String,
        runtime: String? = nil,
        role: String,
        handler: String? = nil,
        code: FunctionCode,
        description: String? = nil,
        timeout: Int? = nil,
        memorySize: Int? = nil,
        publish: Bool? = nil,
        vpcConfig: VPCConfig? = nil,
        packageType: String? = nil,
        deadLetterConfig: DeadLetterConfig? = nil,
        environment: FunctionEnvironment? = nil,
        kmsKeyArn: String? = nil,
        tracingConfig: TracingConfig? = nil,
        tags: [String: String]? = nil,
        layers: [String]? = nil,
        fileSystemConfigs: [FileSystemConfig]? = nil,
        imageConfig: ImageConfig? = nil,
        codeSigningConfigArn: String? = nil,
        architectures: [String]? = nil,
        ephemeralStorage: EphemeralStorage? = nil,
        snapStart: SnapStart? = nil,
        loggingConfig: LoggingConfig? = nil
    ) {
        self.functionName = functionName
        self.runtime = runtime
        self.role = role
        self.handler = handler
        self.code = code
        self.description = description
        self.timeout = timeout
        self.memorySize = memorySize
        self.publish = publish
        self.vpcConfig = vpcConfig
        self.packageType = packageType
        self.deadLetterConfig = deadLetterConfig
        self.environment = environment
        self.kmsKeyArn = kmsKeyArn
        self.tracingConfig = tracingConfig
        self.tags = tags
        self.layers = layers
        self.fileSystemConfigs = fileSystemConfigs
        self.imageConfig = imageConfig
        self.codeSigningConfigArn = codeSigningConfigArn
        self.architectures = architectures
        self.ephemeralStorage = ephemeralStorage
        self.snapStart = snapStart
        self.loggingConfig = loggingConfig
    }

    private enum CodingKeys: String, CodingKey {
        case functionName, runtime, role, handler, code, description, timeout, memorySize,
            publish, vpcConfig, packageType, deadLetterConfig, environment, tracingConfig,
            tags, layers, fileSystemConfigs, imageConfig, codeSigningConfigArn,
            architectures, ephemeralStorage, snapStart, loggingConfig
        case kmsKeyArn = "KMSKeyArn"
    }

    /// What Lambda answers.
    public typealias Output = FunctionConfiguration
}
