// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

/// Where calls go and who makes them, resolved as every tool of AWS resolves it.
///
/// The environment is passed in. Files are read once, when the settings are made; keys are looked
/// for only when somebody asks for them. The account is not known until `GetCallerIdentity`.
public struct AWSSettings: Sendable {
    /// The region.
    public let region: String
    /// The partition of the region.
    public let partition: Partition
    /// The profile that was named, or `default` if there is one.
    public let profile: String?
    /// Where the credentials come from.
    public let credentials: any CredentialProvider
    /// Which requests go through a proxy.
    public let proxies: ProxyRules
    /// A file of certificates to trust (`AWS_CA_BUNDLE`).
    public let trustedRoots: String?
    /// What the user agent says beside Sluice's name (`AWS_SDK_UA_APP_ID`).
    public let applicationID: String?

    private let endpoints: [AWSService: Endpoint]

    /// The region of a local engine when nobody names one.
    public static let localRegion = "us-east-1"

    /// Resolves the settings.
    ///
    /// - Parameters:
    ///   - flags: What the command line says.
    ///   - environment: The environment's variables, `HOME` among them.
    ///   - clock: What the age of credentials is measured with.
    /// - Throws: A failure of kind `notSent` that says what is missing or wrong: no region, no such
    ///   profile, an endpoint that is no URL, a file that cannot be read.
    public init(
        flags: AWSFlags,
        environment: [String: String],
        clock: any WallClock
    ) throws(AWSFailure) {
        func variable(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let profiles = try Profiles(environment: environment)
        let named = flags.profile ?? variable("AWS_PROFILE") ?? variable("AWS_DEFAULT_PROFILE")
        let found = profiles.profile(named ?? "default")
        if let named, found == nil, !flags.isLocal { throw Self.unknown(named, profiles) }
        profile = found?.name
        let region =
            flags.region ?? variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION")
            ?? found?["region"] ?? (flags.isLocal ? Self.localRegion : nil)
        guard let region else { throw Self.noRegion(found?.name) }
        guard Self.isRegion(region) else {
            throw Self.failure("Configuration", "'\(region)' is no region's name")
        }
        self.region = region
        partition = Partition(region: region)
        proxies = ProxyRules(environment: environment)
        trustedRoots = try Self.readable(variable("AWS_CA_BUNDLE") ?? found?["ca_bundle"])
        applicationID = variable("AWS_SDK_UA_APP_ID") ?? found?["sdk_ua_app_id"]
        let resolver = EndpointResolver(
            flags: flags,
            environment: environment,
            profile: found,
            services: found?["services"].map(profiles.services) ?? [:],
            region: region
        )
        var endpoints: [AWSService: Endpoint] = [:]
        for service in AWSService.allCases {
            endpoints[service] = try resolver.endpoint(of: service)
        }
        self.endpoints = endpoints
        credentials =
            CredentialChain(
                flags: flags,
                environment: environment,
                profile: found,
                clock: clock
            ).provider
    }

    /// Where a service is reached.
    public func endpoint(of service: AWSService) -> Endpoint {
        endpoints[service] ?? Endpoint(host: "\(service.signingName).\(region).\(partition.suffix)")
    }

    /// The path itself, once a file is known to be there: the HTTP client would only say so late.
    private static func readable(_ path: String?) throws(AWSFailure) -> String? {
        guard let path, try TextFile.read(path) == nil else { return path }
        throw failure("Configuration", "there are no certificates at \(path) (AWS_CA_BUNDLE)")
    }

    private static func isRegion(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 63
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
            }
    }

    private static func unknown(_ name: String, _ profiles: Profiles) -> AWSFailure {
        let known = profiles.names.isEmpty ? "none" : profiles.names.joined(separator: ", ")
        return failure(
            "NoProfile",
            "there is no profile '\(name)' in \(profiles.configurationPath) or "
                + "\(profiles.credentialsPath) (there are: \(known))"
        )
    }

    private static func noRegion(_ profile: String?) -> AWSFailure {
        let place = profile.map { "profile '\($0)'" } ?? "a profile"
        return failure(
            "NoRegion",
            "no region: give --region, set AWS_REGION, or write region into \(place)"
        )
    }

    private static func failure(_ code: String, _ message: String) -> AWSFailure {
        AWSFailure(kind: .notSent, code: code, message: message)
    }
}
