// SPDX-License-Identifier: Apache-2.0

/// What the command line says about AWS.
public struct AWSFlags: Hashable, Sendable {
    /// `--region`.
    public var region: String?
    /// `--profile`; unlike `AWS_PROFILE` it counts before keys in the environment.
    public var profile: String?
    /// `--endpoint-url`, for all services.
    public var endpointURL: String?
    /// Whether the endpoint is a local engine, which looks neither at keys nor at regions.
    public var isLocal = false

    /// Makes flags; none are set unless they are named.
    public init(
        region: String? = nil,
        profile: String? = nil,
        endpointURL: String? = nil,
        isLocal: Bool = false
    ) {
        self.region = region
        self.profile = profile
        self.endpointURL = endpointURL
        self.isLocal = isLocal
    }
}
