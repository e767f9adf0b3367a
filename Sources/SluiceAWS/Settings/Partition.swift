// SPDX-License-Identifier: Apache-2.0

/// A part of AWS with accounts and names of its own.
public struct Partition: Hashable, Sendable {
    /// The name in ARNs, for example `aws` or `aws-cn`.
    public let name: String
    /// What its host names end in.
    public let suffix: String
    /// What its host names end in where they have addresses of both kinds.
    public let dualStackSuffix: String

    /// The partition that a region belongs to, told by the region's name.
    public init(region: String) {
        let prefixes: [(String, String, String, String)] = [
            ("cn-", "aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
            ("us-gov-", "aws-us-gov", "amazonaws.com", "api.aws"),
            ("us-isob-", "aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud"),
            ("us-isof-", "aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
            ("us-iso-", "aws-iso", "c2s.ic.gov", "api.aws.ic.gov"),
            ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
            ("eusc-", "aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu"),
        ]
        let found = prefixes.first { region.hasPrefix($0.0) }
        name = found?.1 ?? "aws"
        suffix = found?.2 ?? "amazonaws.com"
        dualStackSuffix = found?.3 ?? "api.aws"
    }
}
