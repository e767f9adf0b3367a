// SPDX-License-Identifier: Apache-2.0

public import SluiceWire

/// The configuration of a version: what `PublishVersion` compares, beside the package.
public struct FunctionSettings: Codable, Hashable, Sendable {
    /// For example `python3.12`.
    public var runtime: String?
    /// The ARN of the role.
    public var role: String
    /// What the runtime calls.
    public var handler: String?
    /// A text for people.
    public var description: String
    /// Seconds until a call is ended.
    public var timeout: Int
    /// Megabytes.
    public var memorySize: Int
    /// The network.
    public var vpcConfig: VPCConfig?
    /// Where events go that failed for good.
    public var deadLetterConfig: DeadLetterConfig?
    /// Environment variables, kept even when an empty set was sent.
    public var environment: FunctionEnvironment?
    /// The key that encrypts the environment.
    public var kmsKeyArn: String?
    /// Whether calls are traced.
    public var tracingConfig: TracingConfig
    /// ARNs of layer versions.
    public var layers: [String]
    /// Their packages, which stay when the layers are deleted; `nil` in what older engines stored.
    public var layerPackages: [CodePackage]?
    /// File systems to mount.
    public var fileSystemConfigs: [FileSystemConfig]
    /// The instruction sets.
    public var architectures: [String]
    /// Space under `/tmp`.
    public var ephemeralStorage: EphemeralStorage
    /// When published versions start from a snapshot.
    public var snapStartApplyOn: String
    /// Form, level and group of the log.
    public var loggingConfig: LoggingConfig

    /// The container image, for functions that are images.
    public var imageURI: String?
    /// What overrides the image's own settings.
    public var imageConfig: ImageConfig?

    /// The dead-letter target, or `nil`.
    public var deadLetterTarget: String? { deadLetterConfig?.targetArn }
}

extension FunctionSettings {
    /// The settings of a function that is being created, with Lambda's defaults.
    init(_ request: CreateFunction, function: String, region: String) {
        runtime = request.runtime
        role = request.role
        handler = request.handler
        imageURI = request.packageType == "Image" ? request.code.imageUri : nil
        imageConfig = imageURI == nil ? nil : request.imageConfig
        description = request.description ?? ""
        timeout = request.timeout ?? 3
        memorySize = request.memorySize ?? 128
        vpcConfig = Self.settled(request.vpcConfig, function: function)
        deadLetterConfig = Self.settled(request.deadLetterConfig)
        environment = request.environment.map(Self.settled)
        kmsKeyArn = Self.settled(request.kmsKeyArn)
        tracingConfig = TracingConfig(mode: request.tracingConfig?.mode ?? "PassThrough")
        layers = request.layers ?? []
        fileSystemConfigs = request.fileSystemConfigs ?? []
        architectures = request.architectures ?? ["x86_64"]
        ephemeralStorage = request.ephemeralStorage ?? EphemeralStorage(size: 512)
        snapStartApplyOn = request.snapStart?.applyOn ?? "None"
        loggingConfig = Self.merge(
            request.loggingConfig,
            into: LoggingConfig(logFormat: "Text", logGroup: "/aws/lambda/\(function)")
        )
    }

    /// These settings with what the request says; what it leaves out stays.
    func changed(by request: UpdateFunctionConfiguration, function: String) -> FunctionSettings {
        var settings = self
        settings.runtime = request.runtime ?? runtime
        settings.role = request.role ?? role
        settings.handler = request.handler ?? handler
        if imageURI != nil { settings.imageConfig = request.imageConfig ?? imageConfig }
        settings.description = request.description ?? description
        settings.timeout = request.timeout ?? timeout
        settings.memorySize = request.memorySize ?? memorySize
        if let vpcConfig = request.vpcConfig {
            settings.vpcConfig = Self.settled(vpcConfig, function: function)
        }
        if let config = request.deadLetterConfig {
            settings.deadLetterConfig = Self.settled(config)
        }
        if let environment = request.environment {
            settings.environment = Self.settled(environment)
        }
        if let key = request.kmsKeyArn { settings.kmsKeyArn = Self.settled(key) }
        if let mode = request.tracingConfig?.mode { settings.tracingConfig.mode = mode }
        settings.layers = request.layers ?? layers
        settings.fileSystemConfigs = request.fileSystemConfigs ?? fileSystemConfigs
        settings.ephemeralStorage = request.ephemeralStorage ?? ephemeralStorage
        settings.snapStartApplyOn = request.snapStart?.applyOn ?? snapStartApplyOn
        settings.loggingConfig = Self.merge(request.loggingConfig, into: loggingConfig)
        return settings
    }

    private static func settled(_ config: VPCConfig?, function: String) -> VPCConfig? {
        guard let config else { return nil }
        let subnets = config.subnetIds ?? []
        return VPCConfig(
            subnetIds: subnets,
            securityGroupIds: config.securityGroupIds ?? [],
            vpcId: subnets.isEmpty ? "" : "vpc-local",
            ipv6AllowedForDualStack: config.ipv6AllowedForDualStack ?? false
        )
    }

    private static func settled(_ config: DeadLetterConfig?) -> DeadLetterConfig? {
        guard let target = config?.targetArn, !target.isEmpty else { return nil }
        return DeadLetterConfig(targetArn: target)
    }

    private static func settled(_ environment: FunctionEnvironment) -> FunctionEnvironment {
        FunctionEnvironment(variables: environment.variables ?? [:])
    }

    private static func settled(_ key: String?) -> String? {
        guard let key, !key.isEmpty else { return nil }
        return key
    }

    /// Levels exist with the form `JSON` only, where both default to `INFO`.
    private static func merge(
        _ change: LoggingConfig?,
        into config: LoggingConfig
    ) -> LoggingConfig {
        guard let change else { return config }
        let format = change.logFormat ?? config.logFormat
        let isJSON = format == "JSON"
        return LoggingConfig(
            logFormat: format,
            applicationLogLevel: isJSON
                ? change.applicationLogLevel ?? config.applicationLogLevel ?? "INFO" : nil,
            systemLogLevel: isJSON
                ? change.systemLogLevel ?? config.systemLogLevel ?? "INFO" : nil,
            logGroup: change.logGroup ?? config.logGroup
        )
    }
}
