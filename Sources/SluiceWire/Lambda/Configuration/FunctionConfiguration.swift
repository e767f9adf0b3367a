// SPDX-License-Identifier: Apache-2.0

/// One version of a function as Lambda describes it.
///
/// Lists leave out the state, the status of the last update and the runtime's version.
public struct FunctionConfiguration: Codable, Hashable, Sendable {
    /// The function's bare name.
    public var functionName: String
    /// The ARN, qualified as the question was.
    public var functionArn: String
    /// For example `python3.12`.
    public var runtime: String?
    /// The ARN of the role that the function runs as.
    public var role: String?
    /// What the runtime calls.
    public var handler: String?
    /// Bytes of the package.
    public var codeSize: Int?
    /// A text for people.
    public var description: String?
    /// Seconds until a call is ended.
    public var timeout: Int?
    /// Megabytes.
    public var memorySize: Int?
    /// `2026-01-01T10:40:07.123+0000`.
    public var lastModified: String?
    /// SHA-256 of the package, in base64.
    public var codeSha256: String?
    /// The version's number, or `$LATEST`.
    public var version: String
    /// The network that the function runs in.
    public var vpcConfig: VPCConfig?
    /// Where events go that failed for good.
    public var deadLetterConfig: DeadLetterConfig?
    /// Environment variables.
    public var environment: FunctionEnvironment?
    /// The key that encrypts the environment.
    public var kmsKeyArn: String?
    /// Whether calls are traced.
    public var tracingConfig: TracingConfig?
    /// Changes with every write and at the end of every update.
    public var revisionId: String?
    /// Layers, lowest first.
    public var layers: [LayerReference]?
    /// `Pending`, `Active`, `Inactive` or `Failed`.
    public var state: String?
    /// Why the state is what it is.
    public var stateReason: String?
    /// The reason as a word: `Creating`.
    public var stateReasonCode: String?
    /// `InProgress`, `Successful` or `Failed`; absent while `Pending`.
    public var lastUpdateStatus: String?
    /// Why the last update stands as it does.
    public var lastUpdateStatusReason: String?
    /// The reason as a word.
    public var lastUpdateStatusReasonCode: String?
    /// File systems to mount.
    public var fileSystemConfigs: [FileSystemConfig]?
    /// `Zip` or `Image`.
    public var packageType: String?
    /// What overrides an image's own settings.
    public var imageConfigResponse: ImageConfigResponse?
    /// `x86_64` or `arm64`.
    public var architectures: [String]?
    /// Space under `/tmp`.
    public var ephemeralStorage: EphemeralStorage?
    /// Whether published versions start from a snapshot.
    public var snapStart: SnapStart?
    /// The exact runtime.
    public var runtimeVersionConfig: RuntimeVersionConfig?
    /// Form, level and group of the log.
    public var loggingConfig: LoggingConfig?

    /// Makes one from its parts.
    public init(
        functionName: String,
        functionArn: String,
        runtime: String? = nil,
        role: String? = nil,
        handler: String? = nil,
        codeSize: Int? = nil,
        description: String? = nil,
        timeout: Int? = nil,
        memorySize: Int? = nil,
        lastModified: String? = nil,
        codeSha256: String? = nil,
        version: String,
        vpcConfig: VPCConfig? = nil,
        deadLetterConfig: DeadLetterConfig? = nil,
        environment: FunctionEnvironment? = nil,
        kmsKeyArn: String? = nil,
        tracingConfig: TracingConfig? = nil,
        revisionId: String? = nil,
        layers: [LayerReference]? = nil,
        state: String? = nil,
        stateReason: String? = nil,
        stateReasonCode: String? = nil,
        lastUpdateStatus: String? = nil,
        lastUpdateStatusReason: String? = nil,
        lastUpdateStatusReasonCode: String? = nil,
        fileSystemConfigs: [FileSystemConfig]? = nil,
        packageType: String? = nil,
        imageConfigResponse: ImageConfigResponse? = nil,
        architectures: [String]? = nil,
        ephemeralStorage: EphemeralStorage? = nil,
        snapStart: SnapStart? = nil,
        runtimeVersionConfig: RuntimeVersionConfig? = nil,
        loggingConfig: LoggingConfig? = nil
    ) {
        self.functionName = functionName
        self.functionArn = functionArn
        self.runtime = runtime
        self.role = role
        self.handler = handler
        self.codeSize = codeSize
        self.description = description
        self.timeout = timeout
        self.memorySize = memorySize
        self.lastModified = lastModified
        self.codeSha256 = codeSha256
        self.version = version
        self.vpcConfig = vpcConfig
        self.deadLetterConfig = deadLetterConfig
        self.environment = environment
        self.kmsKeyArn = kmsKeyArn
        self.tracingConfig = tracingConfig
        self.revisionId = revisionId
        self.layers = layers
        self.state = state
        self.stateReason = stateReason
        self.stateReasonCode = stateReasonCode
        self.lastUpdateStatus = lastUpdateStatus
        self.lastUpdateStatusReason = lastUpdateStatusReason
        self.lastUpdateStatusReasonCode = lastUpdateStatusReasonCode
        self.fileSystemConfigs = fileSystemConfigs
        self.packageType = packageType
        self.imageConfigResponse = imageConfigResponse
        self.architectures = architectures
        self.ephemeralStorage = ephemeralStorage
        self.snapStart = snapStart
        self.runtimeVersionConfig = runtimeVersionConfig
        self.loggingConfig = loggingConfig
    }

    private enum CodingKeys: String, CodingKey {
        case functionName, functionArn, runtime, role, handler, codeSize, description,
            timeout, memorySize, lastModified, codeSha256, version, vpcConfig,
            deadLetterConfig, environment, tracingConfig, revisionId, layers, state,
            stateReason, stateReasonCode, lastUpdateStatus, lastUpdateStatusReason,
            lastUpdateStatusReasonCode, fileSystemConfigs, packageType,
            imageConfigResponse, architectures, ephemeralStorage, snapStart,
            runtimeVersionConfig, loggingConfig
        case kmsKeyArn = "KMSKeyArn"
    }
}
