// SPDX-License-Identifier: Apache-2.0

import SluiceWire

/// The values of a function's configuration that Lambda checks before it takes them.
struct SettingsCheck {
    var role: String?
    var handler: String?
    var description: String?
    var timeout: Int?
    var memorySize: Int?
    var architectures: [String]?
    var ephemeralStorage: EphemeralStorage?
    var snapStart: SnapStart?
    var runtime: String?
    var environment: FunctionEnvironment?
    var layers: [String]?
    var loggingConfig: LoggingConfig?
    var vpcConfig: VPCConfig?
    var packageType: String?
    var tracingMode: String?
    var deadLetterTarget: String?
    var key: String?
    var fileSystems: [FileSystemConfig]?
    var imageConfig: ImageConfig?
    var code: FunctionCode?
    var signingRules: String?
    /// The form of the log that is not changed.
    var presentLogFormat = "Text"

    init(_ request: CreateFunction) {
        (role, handler, description) = (request.role, request.handler, request.description)
        (timeout, memorySize) = (request.timeout, request.memorySize)
        (architectures, ephemeralStorage) = (request.architectures, request.ephemeralStorage)
        (snapStart, runtime) = (request.snapStart, request.runtime)
        (environment, layers) = (request.environment, request.layers)
        (loggingConfig, vpcConfig) = (request.loggingConfig, request.vpcConfig)
        (packageType, tracingMode) = (request.packageType, request.tracingConfig?.mode)
        (deadLetterTarget, key) = (request.deadLetterConfig?.targetArn, request.kmsKeyArn)
        (fileSystems, imageConfig) = (request.fileSystemConfigs, request.imageConfig)
        (code, signingRules) = (request.code, request.codeSigningConfigArn)
    }

    init(_ request: UpdateFunctionConfiguration) {
        (role, handler, description) = (request.role, request.handler, request.description)
        (timeout, memorySize) = (request.timeout, request.memorySize)
        ephemeralStorage = request.ephemeralStorage
        (snapStart, runtime) = (request.snapStart, request.runtime)
        (environment, layers) = (request.environment, request.layers)
        (loggingConfig, vpcConfig) = (request.loggingConfig, request.vpcConfig)
        tracingMode = request.tracingConfig?.mode
        (deadLetterTarget, key) = (request.deadLetterConfig?.targetArn, request.kmsKeyArn)
        (fileSystems, imageConfig) = (request.fileSystemConfigs, request.imageConfig)
    }

    func enforce() throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(role, at: "role", pattern: Self.rolePattern, Self.isRole)
        constraints.check(handler, at: "handler", lengthMax: 128)
        constraints.check(handler, at: "handler", pattern: #"[^\s]+"#) { handler in
            !handler.isEmpty && !handler.contains(where: \.isWhitespace)
        }
        constraints.check(description, at: "description", lengthMax: 256)
        constraints.check(timeout, at: "timeout", in: 1...900)
        constraints.check(memorySize, at: "memorySize", in: 128...10_240)
        constraints.check(ephemeralStorage?.size, at: "ephemeralStorage.size", in: 512...10_240)
        constraints.check(
            snapStart?.applyOn,
            at: "snapStart.applyOn",
            oneOf: ["PublishedVersions", "None"]
        )
        constraints.check(packageType, at: "packageType", oneOf: ["Zip", "Image"])
        constraints.check(tracingMode, at: "tracingConfig.mode", oneOf: ["Active", "PassThrough"])
        Self.check(loggingConfig, in: &constraints)
        constraints.check(
            deadLetterTarget,
            at: "deadLetterConfig.targetArn",
            pattern: Self.resourcePattern,
            Self.isResourceOrNothing
        )
        constraints.check(
            key,
            at: "kMSKeyArn",
            pattern: Self.resourcePattern,
            Self.isResourceOrNothing
        )
        Self.check(fileSystems, in: &constraints)
        constraints.check(
            imageConfig?.workingDirectory,
            at: "imageConfig.workingDirectory",
            lengthMax: 1000
        )
        Self.checkNames(of: environment, in: &constraints)
        Self.check(architectures, in: &constraints)
        constraints.check(
            bucket: code?.s3Bucket,
            key: code?.s3Key,
            version: code?.s3ObjectVersion,
            under: "code."
        )
        constraints.check(codeSigningConfigArn: signingRules)
        Self.check(vpcConfig, in: &constraints)
        constraints.check(
            list: layers,
            at: "layers",
            constraint: "Member must have length less than or equal to 2048, Member must have "
                + "length greater than or equal to 1, Member must satisfy regular expression "
                + "pattern: \(LayerName.versionPattern), Member must not be null"
        ) { LayerName(arn: $0)?.version != nil }
        try constraints.enforce()
        try RuntimeCatalogue.check(runtime)
        try Self.check(environment)
        try checkLevels()
    }

    /// Levels go with JSON only.
    private func checkLevels() throws(AWSFailure) {
        guard let loggingConfig, (loggingConfig.logFormat ?? presentLogFormat) == "Text",
            loggingConfig.applicationLogLevel != nil || loggingConfig.systemLogLevel != nil
        else { return }
        throw .invalidParameter(
            "ApplicationLogLevel and SystemLogLevel are only supported when LogFormat is JSON."
        )
    }

    private static func check(_ config: VPCConfig?, in constraints: inout Constraints) {
        let lengths =
            "Member must have length less than or equal to 1024, Member must have length greater "
            + "than or equal to 0, Member must satisfy regular expression pattern: "
        constraints.check(
            list: config?.securityGroupIds,
            at: "vpcConfig.securityGroupIds",
            constraint: lengths + "sg-[0-9a-zA-Z]*"
        ) { $0.hasPrefix("sg-") && ($0.count == 3 || $0.dropFirst(3).isWord(allowing: "")) }
        constraints.check(
            list: config?.subnetIds,
            at: "vpcConfig.subnetIds",
            constraint: lengths + "subnet-[0-9a-z]*"
        ) { id in
            id.hasPrefix("subnet-")
                && id.utf8.dropFirst(7).allSatisfy {
                    (48...57).contains($0) || (97...122).contains($0)
                }
        }
    }

    private static let rolePattern =
        #"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+"#

    private static func isRole(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[1].isEmpty || parts[1].hasPrefix("aws"),
            parts[2] == "iam", parts[3].isEmpty, parts[4].count == 12, parts[4].isDigits,
            parts[5].hasPrefix("role")
        else { return false }
        return parts[5].dropFirst(4).isWord(allowing: "_+=,.@-/")
    }

    /// Checks the instruction sets, of which there can be one.
    static func check(_ architectures: [String]?, in constraints: inout Constraints) {
        if architectures?.isEmpty == true {
            constraints.fault(
                "[]",
                at: "architectures",
                "Member must have length greater than or equal to 1"
            )
        }
        constraints.check(
            list: architectures,
            at: "architectures",
            oneOf: ["x86_64", "arm64"],
            count: 1,
            isNullable: false
        )
    }
}
