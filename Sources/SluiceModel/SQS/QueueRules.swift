// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// What SQS refuses.
public enum QueueRules {
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

    /// What AWS takes for a FIFO queue, whose kind is one of its attributes.
    static let fifoStandards = [
        "ContentBasedDeduplication": "false", "DeduplicationScope": "queue", "FifoQueue": "true",
        "FifoThroughputLimit": "perQueue",
    ]

    private static let fifoWords: [String: Set<String>] = [
        "ContentBasedDeduplication": ["true", "false"],
        "DeduplicationScope": ["queue", "messageGroup"],
        "FifoQueue": ["true"],
        "FifoThroughputLimit": ["perQueue", "perMessageGroupId"],
    ]

    static func check(name: String, isFIFO: Bool) throws(AWSFailure) {
        let word = isFIFO && name.hasSuffix(".fifo") ? name.dropLast(5) : name[...]
        let isGood =
            (1...80).contains(name.utf8.count) && !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, 45, 95: true
                default: false
                }
            }
        if isFIFO, !isGood || word.utf8.count == name.utf8.count {
            throw .sqs(
                "InvalidParameterValue",
                "The name of a FIFO queue can only include alphanumeric characters, hyphens, or "
                    + "underscores, must end with .fifo suffix and be 1 to 80 in length"
            )
        }
        guard isGood else {
            throw .sqs(
                "InvalidParameterValue",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
            )
        }
    }

    static func check(_ attributes: [String: String], isFIFO: Bool) throws(AWSFailure) {
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            if let rule = numbers[name] {
                guard let number = Int(value), rule.range.contains(number) else {
                    throw invalid(name)
                }
            } else if name.hasSuffix("Policy"), texts.contains(name) {
                guard value.isEmpty || WireJSON.value(of: value) != nil else { throw invalid(name) }
            } else if isFIFO, let words = fifoWords[name] {
                guard words.contains(value) else { throw invalid(name) }
            } else if !texts.contains(name) {
                throw .sqs("InvalidAttributeName", "Unknown Attribute \(name).")
            }
        }
    }

    /// Refuses a number of a request that is out of its range.
    static func check(
        _ value: Int?,
        _ name: String,
        in range: ClosedRange<Int>,
        _ reason: String
    ) throws(AWSFailure) {
        guard let value, !range.contains(value) else { return }
        throw .sqs(
            "InvalidParameterValue",
            "Value \(value) for parameter \(name) is invalid. Reason: \(reason)"
        )
    }

    /// Refuses what no message may hold.
    static func check(_ content: StoredMessage.Content) throws(AWSFailure) {
        let isText = content.body.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
            default: false
            }
        }
        guard isText else {
            throw .sqs(
                "InvalidMessageContents",
                "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to "
                    + "#xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF"
            )
        }
        for (name, value) in content.attributes.sorted(by: { $0.key < $1.key }) {
            try check(value, of: name)
        }
    }

    private static func check(_ value: QueueAttributeValue, of name: String) throws(AWSFailure) {
        let type = value.dataType.prefix { $0 != "." }
        guard ["Binary", "Number", "String"].contains(type) else {
            throw .sqs(
                "InvalidParameterValue",
                "The message attribute '\(name)' has an invalid message attribute type, the set of "
                    + "supported type prefixes is Binary, Number, and String."
            )
        }
        let isEmpty =
            type == "Binary"
            ? value.binaryValue?.bytes.isEmpty != false : value.stringValue?.isEmpty != false
        guard isEmpty else { return }
        throw .sqs(
            "InvalidParameterValue",
            "The message attribute '\(name)' must contain non-empty message attribute value for "
                + "message attribute type '\(value.dataType)'."
        )
    }

    /// Refuses names of attributes that no queue has.
    public static func check(names: [String]) throws(AWSFailure) {
        for name in names where numbers[name] == nil && !texts.contains(name) {
            guard !shown.contains(name) else { continue }
            throw .sqs("InvalidAttributeName", "Unknown Attribute \(name).")
        }
    }

    /// What is told of a queue beside what was set.
    private static let shown: Set = [
        "All", "QueueArn", "CreatedTimestamp", "LastModifiedTimestamp",
        "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed", "FifoQueue", "ContentBasedDeduplication",
        "DeduplicationScope", "FifoThroughputLimit",
    ]

    /// Refuses numbers that no receiver may ask for.
    public static func check(_ request: ReceiveMessage) throws(AWSFailure) {
        try check(
            request.maxNumberOfMessages,
            "MaxNumberOfMessages",
            in: 1...10,
            "Must be between 1 and 10, if provided."
        )
        try check(
            request.waitTimeSeconds,
            "WaitTimeSeconds",
            in: 0...20,
            "Must be >= 0 and <= 20, if provided."
        )
        try check(
            request.visibilityTimeout,
            "VisibilityTimeout",
            in: 0...43_200,
            "Must be between 0 and 43200, if provided."
        )
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
