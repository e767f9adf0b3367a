// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// Finds the address of a service: flag, variables, profile, AWS's own.
struct EndpointResolver {
    let flags: AWSFlags
    let environment: [String: String]
    let profile: Profiles.Profile?
    /// The profile's `[services …]`.
    let services: [String: String]
    let region: String

    func endpoint(of service: AWSService) throws(AWSFailure) -> Endpoint {
        guard let (url, origin) = configured(service) else { return ordinary(service) }
        guard let endpoint = Endpoint(url) else {
            throw AWSFailure(
                kind: .notSent,
                code: "Configuration",
                message: "\(origin) is no address of the form https://host:port: '\(url)'"
            )
        }
        return endpoint
    }

    /// The address that somebody chose, and who did.
    private func configured(_ service: AWSService) -> (url: String, origin: String)? {
        if let url = flags.endpointURL { return (url, "--endpoint-url") }
        if isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") {
            return nil
        }
        for name in ["AWS_ENDPOINT_URL_\(service.settingName)", "AWS_ENDPOINT_URL"] {
            if let url = environment[name], !url.isEmpty { return (url, name) }
        }
        let key = "\(service.settingName.lowercased()).endpoint_url"
        if let url = services[key], !url.isEmpty { return (url, "\(key) in the configuration") }
        return profile?["endpoint_url"].map { ($0, "endpoint_url in the configuration") }
    }

    private func isTrue(_ variable: String, _ setting: String) -> Bool {
        (environment[variable] ?? profile?[setting])?.lowercased() == "true"
    }

    /// The address that AWS has for the service in the region.
    private func ordinary(_ service: AWSService) -> Endpoint {
        let partition = Partition(region: region)
        let fips = isTrue("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint") ? "-fips" : ""
        let isDual = isTrue("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")
        let suffix = isDual ? partition.dualStackSuffix : partition.suffix
        return Endpoint(host: "\(service.signingName)\(fips).\(region).\(suffix)")
    }
}
