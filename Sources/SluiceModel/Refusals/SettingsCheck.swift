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

    init(_ request: CreateFunction) {
        (role, handler, description) = (request.role, request.handler, request.description)
        (timeout, memorySize) = (request.timeout, request.memorySize)
        (architectures, ephemeralStorage) = (request.architectures, request.ephemeralStorage)
        (snapStart, runtime) = (request.snapStart, request.runtime)
        (environment, layers) = (request.environment, request.layers)
        (loggingConfig, vpcConfig) = (request.loggingConfig, request.vpcConfig)
    }

    init(_ request: UpdateFunctionConfiguration) {
        (role, handler, description) = (request.role, request.handler, request.description)
        (timeout, memorySize) = (request.timeout, request.memorySize)
        ephemeralStorage = request.ephemeralStorage
        (snapStart, runtime) = (request.snapStart, request.runtime)
        (environment, layers) = (request.environment, request.layers)
        (loggingConfig, vpcConfig) = (request.loggingConfig, request.vpcConfig)
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
        constraints.check(
            loggingConfig?.logFormat,
            at: "loggingConfig.logFormat",
            oneOf: ["JSON", "Text"]
        )
        Self.check(architectures, in: &constraints)
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

    private static func check(_ architectures: [String]?, in constraints: inout Constraints) {
        constraints.check(
            list: architectures,
            at: "architectures",
            oneOf: ["x86_64", "arm64"],
            count: 1,
            isNullable: false
        )
    }

    private static let unable =
        "Lambda was unable to configure your environment variables because the environment "
        + "variables you have provided "

    private static func check(_ environment: FunctionEnvironment?) throws(AWSFailure) {
        guard let variables = environment?.variables else { return }
        let reserved = variables.keys.sorted().filter(isReserved)
        if !reserved.isEmpty {
            throw .invalidParameter(
                unable + "contains reserved keys that are currently not supported for "
                    + "modification. Reserved keys used in this request: "
                    + reserved.joined(separator: ", ")
            )
        }
        let measured = json(variables)
        if measured.utf8.count > Limits.environmentBytesMax {
            throw .invalidParameter(unable + "exceeded the 4KB limit. String measured: \(measured)")
        }
    }

    private static func isReserved(_ name: String) -> Bool {
        [
            "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION",
            "AWS_EXECUTION_ENV", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
            "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API",
        ].contains(name)
    }

    private static func json(_ variables: [String: String]) -> String {
        let members = variables.sorted { $0.key < $1.key }
            .map { "\(quoted($0.key)):\(quoted($0.value))" }
        return "{\(members.joined(separator: ","))}"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
