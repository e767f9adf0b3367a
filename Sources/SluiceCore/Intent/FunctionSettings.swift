// SPDX-License-Identifier: Apache-2.0

/// The configuration of a function as a project file writes it; `nil` leaves a field as it is.
///
/// A field that nobody mentions is never reset to a default: that is how others break functions.
public struct FunctionSettings: Hashable, Codable, Sendable {
    /// For example `python3.12`.
    public var runtime: String?
    /// For example `app.handler`.
    public var handler: String?
    /// The ARN of the execution role.
    public var role: String?
    /// Megabytes, 128 … 10,240.
    public var memory: Int?
    /// Seconds, 1 … 900.
    public var timeout: Int?
    /// A sentence about the function.
    public var description: String?
    /// Environment variables; the whole set, when it is given.
    public var variables: [String: String]?
    /// The names of variables whose value came from a lookup: they are masked everywhere.
    public var secrets: [String]
    /// `x86_64` or `arm64`.
    public var architecture: String?
    /// Tags to set on a function that Sluice creates.
    public var tags: [String: String]
    /// Any other Lambda property by its API name, passed through as it stands.
    public var properties: [String: PropertyValue]

    /// Makes settings in which everything that is not given stays as it is.
    public init(
        runtime: String? = nil,
        handler: String? = nil,
        role: String? = nil,
        memory: Int? = nil,
        timeout: Int? = nil,
        description: String? = nil,
        variables: [String: String]? = nil,
        secrets: [String] = [],
        architecture: String? = nil,
        tags: [String: String] = [:],
        properties: [String: PropertyValue] = [:]
    ) {
        self.runtime = runtime
        self.handler = handler
        self.role = role
        self.memory = memory
        self.timeout = timeout
        self.description = description
        self.variables = variables
        self.secrets = secrets
        self.architecture = architecture
        self.tags = tags
        self.properties = properties
    }
}
