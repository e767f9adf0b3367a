// SPDX-License-Identifier: Apache-2.0

/// A function's or a version's code and configuration, in a form that can be compared.
public struct Configuration: Hashable, Codable, Sendable {
    /// Base64 of the SHA-256 of the package.
    public var codeSha256: String
    /// For example `python3.12`; `nil` for container images.
    public var runtime: String?
    /// For example `app.handler`.
    public var handler: String?
    /// The ARN of the execution role.
    public var role: String
    /// Megabytes.
    public var memory: Int
    /// Seconds.
    public var timeout: Int
    /// A sentence about the function.
    public var description: String
    /// Environment variables.
    public var variables: [String: String]
    /// `x86_64` or `arm64`.
    public var architecture: String
    /// The ARN of the dead-letter target; weights need the same one on both versions.
    public var deadLetter: String?
    /// Other properties by their API name, as far as the project mentions them.
    public var properties: [String: PropertyValue]
    /// How it logs; `nil` in journals that do not know it.
    public var logging: LogSettings?

    /// Makes a configuration.
    public init(
        codeSha256: String,
        runtime: String? = nil,
        handler: String? = nil,
        role: String,
        memory: Int,
        timeout: Int,
        description: String = "",
        variables: [String: String] = [:],
        architecture: String = "x86_64",
        deadLetter: String? = nil,
        properties: [String: PropertyValue] = [:],
        logging: LogSettings? = nil
    ) {
        self.codeSha256 = codeSha256
        self.runtime = runtime
        self.handler = handler
        self.role = role
        self.memory = memory
        self.timeout = timeout
        self.description = description
        self.variables = variables
        self.architecture = architecture
        self.deadLetter = deadLetter
        self.properties = properties
        self.logging = logging
    }
}
