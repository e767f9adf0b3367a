// SPDX-License-Identifier: Apache-2.0

/// All that a worker of one version needs to know of it.
public struct VersionSpec: Sendable, Hashable {
    /// The function's bare name.
    public var function: String
    /// `$LATEST` or a number.
    public var version: String
    /// The function's ARN with this version as its qualifier.
    public var arn: String
    /// Lambda's name of the runtime, for example `python3.12`.
    public var runtime: String
    /// The handler as the function's owner wrote it.
    public var handler: String
    /// The hash of the package, base64, as Lambda shows it.
    public var codeSha256: String
    /// The hashes of its layers' packages, lowest first.
    public var layers: [String] = []
    /// The owner's own variables.
    public var environment: [String: String]
    /// The memory limit in MB.
    public var memoryMegabytes: Int
    /// How long one invocation may take, in seconds.
    public var timeoutSeconds: Int
    /// The log group that its lines go to.
    public var logGroup: String
    /// How its lines are written.
    public var logStyle = LogStyle.text
    /// The ARN of the runtime's version, as its configuration shows it.
    public var runtimeARN = ""
    /// Twelve digits.
    public var account: String
    /// For example `eu-west-1`.
    public var region: String
    /// Changes whenever code or configuration changes, so that warm workers of the old one are retired.
    public var configurationIdentity: String

    /// Makes a spec.
    public init(
        function: String,
        version: String,
        arn: String,
        runtime: String,
        handler: String,
        codeSha256: String,
        environment: [String: String] = [:],
        memoryMegabytes: Int = 128,
        timeoutSeconds: Int = 3,
        logGroup: String,
        account: String,
        region: String,
        configurationIdentity: String
    ) {
        self.function = function
        self.version = version
        self.arn = arn
        self.runtime = runtime
        self.handler = handler
        self.codeSha256 = codeSha256
        self.environment = environment
        self.memoryMegabytes = memoryMegabytes
        self.timeoutSeconds = timeoutSeconds
        self.logGroup = logGroup
        self.account = account
        self.region = region
        self.configurationIdentity = configurationIdentity
    }
}
