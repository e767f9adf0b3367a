// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// The policies that AWS keeps for all accounts: `arn:aws:iam::aws:policy/…`.
///
/// There are more than a thousand of them. Each can be attached and read by its ARN; the documents
/// of those that functions' roles use are here.
enum AWSManagedPolicy {
    private static let prefix = "arn:aws:iam::aws:policy/"
    /// When AWS made the first of them; the true day of each is not known here.
    private static let made = Timestamp(second: 1_423_000_000)

    static func isOne(_ arn: String) -> Bool {
        arn.hasPrefix(prefix) && name(of: arn).isWord(allowing: "+=,.@-_")
            && arn.utf8.count <= Limits.policyARNMax
    }

    /// What follows the last slash.
    static func name(of arn: String) -> String {
        String(arn[arn.index(after: arn.lastIndex(of: "/") ?? arn.startIndex)...])
    }

    /// What stands from the first slash to the last.
    static func path(of arn: String) -> String {
        guard let first = arn.firstIndex(of: "/"), let last = arn.lastIndex(of: "/") else {
            return "/"
        }
        return String(arn[first...last])
    }

    static func shape(of arn: String, attachments: Int) -> IAM.Policy {
        // The id is the same at each call, and for no two policies.
        var chance = SeededRandom(seed: 0).fork(arn)
        return IAM.Policy(
            policyName: name(of: arn),
            policyId: IAMRules.id("ANPA", from: &chance),
            arn: arn,
            path: path(of: arn),
            defaultVersionId: "v1",
            attachmentCount: attachments,
            permissionsBoundaryUsageCount: 0,
            isAttachable: true,
            createDate: WireTimestamp(made),
            updateDate: WireTimestamp(made)
        )
    }

    static func version(of arn: String, withDocument: Bool) throws(AWSFailure) -> IAM.PolicyVersion
    {
        let rules = actions[String(arn.dropFirst(prefix.count))]
        guard !withDocument || rules != nil else {
            throw .noSuchEntity("The document of \(arn) is not known to this engine.")
        }
        return IAM.PolicyVersion(
            document: withDocument ? PercentCoding.encode(document(rules ?? [])) : nil,
            versionId: "v1",
            isDefaultVersion: true,
            createDate: WireTimestamp(made)
        )
    }

    /// Those that are listed, by ARN.
    static var listed: [String] { actions.keys.sorted().map { prefix + $0 } }

    private static func document(_ actions: [String]) -> String {
        let statement: WireMap = [
            "Effect": .string("Allow"), "Action": .list(actions.map(WireValue.string)),
            "Resource": .string("*"),
        ]
        return WireJSON.text(
            of: .map(["Version": .string("2012-10-17"), "Statement": .list([.map(statement)])])
        )
    }

    private static let logging = [
        "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents",
    ]

    private static let actions: [String: [String]] = [
        "AdministratorAccess": ["*"],
        "AWSXRayDaemonWriteAccess": [
            "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules",
            "xray:GetSamplingTargets", "xray:GetSamplingStatisticSummaries",
        ],
        "AmazonS3ReadOnlyAccess": [
            "s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*",
            "s3-object-lambda:List*",
        ],
        "service-role/AWSLambdaBasicExecutionRole": logging,
        "service-role/AWSLambdaDynamoDBExecutionRole": [
            "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
            "dynamodb:ListStreams",
        ] + logging,
        "service-role/AWSLambdaKinesisExecutionRole": [
            "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords",
            "kinesis:GetShardIterator", "kinesis:ListShards", "kinesis:ListStreams",
            "kinesis:SubscribeToShard",
        ] + logging,
        "service-role/AWSLambdaRole": ["lambda:InvokeFunction"],
        "service-role/AWSLambdaSQSQueueExecutionRole": [
            "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
        ] + logging,
        "service-role/AWSLambdaVPCAccessExecutionRole": logging + [
            "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses",
        ],
    ]
}
