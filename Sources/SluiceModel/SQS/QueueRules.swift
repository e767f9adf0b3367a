// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// What SQS refuses.
enum QueueRules {
    /// The attributes that are numbers, with what AWS takes without them.
    static let numbers: [String: (range: ClosedRange<Int>, standard: Int)] = [
        "DelaySeconds": (0...900, 0),
        "MaximumMessageSize": (1_024...1_048_576, 1_048_576),
        "MessageRetentionPeriod": (60...1_209_600, 345_600),
        "ReceiveMessageWaitTimeSeconds": (0...20, 0),
        "VisibilityTimeout": (0...43_200, 30),
    ]

    private static let texts: Set = [
        "Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId",
        "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled",
    ]

    static func check(name: String) throws(AWSFailure) {
        let isGood =
            (1...80).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, 45, 95: true
                default: false
                }
            }
        guard isGood else {
            throw .sqs(
                "InvalidParameterValue",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
            )
        }
    }

    static func check(_ attributes: [String: String]) throws(AWSFailure) {
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            if let rule = numbers[name] {
                guard let number = Int(value), rule.range.contains(number) else {
                    throw invalid(name)
                }
            } else if name.hasSuffix("Policy"), texts.contains(name) {
                guard value.isEmpty || WireJSON.value(of: value) != nil else { throw invalid(name) }
            } else if !texts.contains(name) {
                throw .sqs("InvalidAttributeName", "Unknown Attribute \(name).")
            }
        }
    }

    private static func invalid(_ name: String) -> AWSFailure {
        .sqs("InvalidAttributeValue", "Invalid value for the parameter \(name).")
    }
}

extension AWSFailure {
    static func sqs(_ code: String, _ message: String) -> AWSFailure {
        AWSFailure(code: code, message: message, status: 400)
    }

    /// 400: a queue that is not there.
    public static let noSuchQueue = AWSFailure.sqs(
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist."
    )
}
