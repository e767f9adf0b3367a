// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceAWS

@Suite struct SettingsTests {
    private static let configuration = """
        # the team's file
        [default]
        region = eu-north-1
        [ profile "prod" ]   # quoted
        region=eu-west-1 ; where the shops are
        endpoint_url = https://prod.example:8443/base/
        services = special
        ca_bundle = /dev/null
        [services special]
        lambda =
          endpoint_url = http://127.0.0.1:9001
        cloudwatch_logs =
        \tendpoint_url = http://127.0.0.1:9002
        [profile quiet]
        region = eu-west-1
        endpoint_url = http://127.0.0.1:9003
        ignore_configured_endpoint_urls = true
        """

    private func settings(
        _ flags: AWSFlags = AWSFlags(),
        _ variables: [String: String] = [:],
        configuration: String = configuration
    ) throws -> AWSSettings {
        let home = try Home(configuration: configuration)
        return try AWSSettings(
            flags: flags,
            environment: home.environment(variables),
            clock: StillClock()
        )
    }

    @Test func `the region comes from flag, variables, profile, in that order`() throws {
        let both = ["AWS_REGION": "us-east-2", "AWS_DEFAULT_REGION": "us-west-1"]
        #expect(try settings(AWSFlags(region: "ap-south-1"), both).region == "ap-south-1")
        #expect(try settings(AWSFlags(), both).region == "us-east-2")
        #expect(try settings(AWSFlags(), ["AWS_DEFAULT_REGION": "us-west-1"]).region == "us-west-1")
        #expect(try settings(AWSFlags(), ["AWS_REGION": ""]).region == "eu-north-1")
        #expect(try settings(AWSFlags(profile: "prod")).region == "eu-west-1")
        #expect(try settings(AWSFlags(), ["AWS_PROFILE": "prod"]).region == "eu-west-1")
        #expect(try settings(AWSFlags(profile: "prod"), ["AWS_PROFILE": "x"]).region == "eu-west-1")
    }

    @Test func `no region is an error that says so, but not for a local engine`() throws {
        let failure = #expect(throws: AWSFailure.self) { try settings(configuration: "") }
        #expect(
            failure
                == AWSFailure(
                    kind: .notSent,
                    code: "NoRegion",
                    message: "no region: give --region, set AWS_REGION, or write region into "
                        + "a profile"
                )
        )
        let local = try settings(AWSFlags(isLocal: true), configuration: "")
        #expect(local.region == "us-east-1")
        let odd = #expect(throws: AWSFailure.self) { try settings(AWSFlags(region: "x.evil/")) }
        #expect(odd?.message == "'x.evil/' is no region's name")
    }

    @Test func `a profile that is not there is named, with those that are`() throws {
        let failure = #expect(throws: AWSFailure.self) { try settings(AWSFlags(profile: "live")) }
        #expect(failure?.code == "NoProfile")
        #expect(failure?.message.hasPrefix("there is no profile 'live' in ") == true)
        #expect(failure?.message.hasSuffix("(there are: default, prod, quiet)") == true)
    }

    @Test func `the endpoint comes from flag, variables, services, profile, in that order`() throws
    {
        func endpoint(
            _ service: AWSService,
            _ flags: AWSFlags,
            _ variables: [String: String] = [:]
        ) throws -> String {
            try settings(flags, variables).endpoint(of: service).description
        }
        let prod = AWSFlags(profile: "prod")
        let one = ["AWS_ENDPOINT_URL": "http://127.0.0.1:1"]
        let two = one.merging(["AWS_ENDPOINT_URL_LAMBDA": "http://[::1]:2"]) { $1 }
        let flag = AWSFlags(profile: "prod", endpointURL: "http://localhost:4000/")
        #expect(try endpoint(.lambda, flag, two) == "http://localhost:4000")
        #expect(try endpoint(.lambda, prod, two) == "http://[::1]:2")
        #expect(try endpoint(.sts, prod, two) == "http://127.0.0.1:1")
        #expect(try endpoint(.lambda, prod) == "http://127.0.0.1:9001")
        #expect(try endpoint(.logs, prod) == "http://127.0.0.1:9002")
        #expect(try endpoint(.sts, prod) == "https://prod.example:8443/base")
        let ordinary = "https://lambda.eu-west-1.amazonaws.com"
        let ignore = ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"].merging(two) { $1 }
        #expect(try endpoint(.lambda, prod, ignore) == ordinary)
        #expect(try endpoint(.lambda, flag, ignore) == "http://localhost:4000")
        #expect(try endpoint(.lambda, AWSFlags(profile: "quiet"), one) == ordinary)
    }

    @Test(arguments: [
        ("eu-west-1", [:], "https://monitoring.eu-west-1.amazonaws.com", "aws"),
        ("cn-north-1", [:], "https://monitoring.cn-north-1.amazonaws.com.cn", "aws-cn"),
        (
            "us-gov-west-1", ["AWS_USE_FIPS_ENDPOINT": "true"],
            "https://monitoring-fips.us-gov-west-1.amazonaws.com", "aws-us-gov"
        ),
        (
            "us-east-1", ["AWS_USE_DUALSTACK_ENDPOINT": "TRUE"],
            "https://monitoring.us-east-1.api.aws", "aws"
        ),
    ])
    func `AWS's own addresses follow the region`(
        region: String,
        variables: [String: String],
        url: String,
        partition: String
    ) throws {
        let settings = try settings(AWSFlags(region: region), variables)
        #expect(settings.endpoint(of: .cloudWatch).description == url)
        #expect(settings.partition.name == partition)
    }

    @Test(arguments: [
        "", "localhost:4000", "ftp://x", "https://", "http://x:0", "http://x:70000", "http://x?a=b",
        "http://user@x", "http://a:b:1",
    ])
    func `what is no endpoint is refused`(url: String) {
        #expect(Endpoint(url) == nil)
    }

    @Test func `an endpoint that is no URL is named with where it stands`() {
        let failure = #expect(throws: AWSFailure.self) {
            try settings(AWSFlags(), ["AWS_ENDPOINT_URL_STS": "localhost:1"])
        }
        #expect(
            failure?.message
                == "AWS_ENDPOINT_URL_STS is no address of the form https://host:port: 'localhost:1'"
        )
    }

    @Test(arguments: [
        ("region = x", 1, "a setting before any section"),
        ("[default]\nregion", 2, "expected NAME = VALUE"),
        ("[default\n", 1, "expected [profile NAME]"),
    ])
    func `a file's fault is named with its line`(text: String, line: Int, reason: String) throws {
        let failure = #expect(throws: AWSFailure.self) { try settings(configuration: text) }
        #expect(failure?.message.hasSuffix("/.aws/config:\(line): \(reason)") == true)
    }

    @Test func `certificates that are not there are named`() {
        let failure = #expect(throws: AWSFailure.self) {
            try settings(AWSFlags(), ["AWS_CA_BUNDLE": "/nonexistent/roots.pem"])
        }
        #expect(
            failure?.message
                == "there are no certificates at /nonexistent/roots.pem (AWS_CA_BUNDLE)"
        )
    }

    @Test func `trust and proxies are read`() throws {
        let variables = [
            "HTTPS_PROXY": "http://proxy.corp:3128", "HTTP_PROXY": "http://evil:1",
            "NO_PROXY": "internal.corp, .lan", "AWS_SDK_UA_APP_ID": "shop",
        ]
        let settings = try settings(AWSFlags(profile: "prod"), variables)
        #expect(settings.trustedRoots == "/dev/null")
        #expect(settings.applicationID == "shop")
        func proxy(_ url: String) throws -> String? {
            settings.proxies.proxy(to: try #require(Endpoint(url)))?.description
        }
        #expect(try proxy("https://lambda.eu-west-1.amazonaws.com") == "http://proxy.corp:3128")
        #expect(try proxy("http://lambda.eu-west-1.amazonaws.com") == nil)
        #expect(try proxy("https://127.0.0.1:4000") == nil)
        #expect(try proxy("https://aws.internal.corp") == nil)
        #expect(try proxy("https://x.lan") == nil)
        #expect(try proxy("https://notinternal.corp") == "http://proxy.corp:3128")
    }

    @Test func `a file with the line ends of Windows is read alike`() throws {
        let text = Self.configuration.replacing("\n", with: "\r\n")
        let flags = AWSFlags(profile: "prod")
        #expect(try settings(flags, configuration: text).region == "eu-west-1")
    }
}
