// SPDX-License-Identifier: Apache-2.0
import SluiceWire

extension AWSService {
    /// The service's name in `AWS_ENDPOINT_URL_…` and, in small letters, in `[services …]`.
    var settingName: String {
        switch self {
        case .lambda: "LAMBDA"
        case .sts: "STS"
        case .cloudWatch: "CLOUDWATCH"
        case .logs: "CLOUDWATCH_LOGS"
        case .s3: "S3"
        case .sns: "SNS"
        case .iam: "IAM"
        case .sqs: "SQS"
        case .cloudFormation: "CLOUDFORMATION"
        }
    }
}
