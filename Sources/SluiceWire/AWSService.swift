// SPDX-License-Identifier: Apache-2.0

/// A service of AWS that Sluice speaks with, or that its engine offers.
public enum AWSService: String, Codable, Sendable, CaseIterable {
    case lambda
    case sts
    case cloudWatch = "monitoring"
    case logs
    case s3
    case sns
    case iam
    case sqs
    case cloudFormation = "cloudformation"

    /// The name in a signature's credential scope and in AWS's host names.
    public var signingName: String { rawValue }

    /// The protocol that Sluice's own client uses for the service.
    public var wireProtocol: WireProtocol {
        switch self {
        case .lambda: .restJSON
        case .sts: .query(version: "2011-06-15")
        case .cloudWatch: .awsJSON(target: "GraniteServiceVersion20100801", version: "1.0")
        case .logs: .awsJSON(target: "Logs_20140328", version: "1.1")
        case .s3: .restXML
        case .sns: .query(version: "2010-03-31")
        case .iam: .query(version: "2010-05-08")
        case .cloudFormation: .query(version: "2010-05-15")
        case .sqs: .awsJSON(target: "AmazonSQS", version: "1.0")
        }
    }
}
