// SPDX-License-Identifier: Apache-2.0

extension AWSService {
    /// How the service writes the names of members.
    public var nameStyle: NameStyle {
        self == .logs || self == .sqs ? .verbatim : .upperCamel
    }

    /// The namespace of the service's XML answers.
    var xmlNamespace: String {
        switch self {
        case .cloudWatch: "http://monitoring.amazonaws.com/doc/2010-08-01/"
        case .sts: "https://sts.amazonaws.com/doc/2011-06-15/"
        case .sns: "http://sns.amazonaws.com/doc/2010-03-31/"
        case .iam: "https://iam.amazonaws.com/doc/2010-05-08/"
        case .s3: "http://s3.amazonaws.com/doc/2006-03-01/"
        case .cloudFormation: "http://cloudformation.amazonaws.com/doc/2010-05-15/"
        case .sqs: "http://queue.amazonaws.com/doc/2012-11-05/"
        case .lambda, .logs: ""
        }
    }

    /// The error type in JSON of a code, with the namespace that AWS puts before it.
    ///
    /// CloudWatch has two names for one fault: codes in Sluice are those of its query protocol,
    /// because clients see them in both.
    func errorType(of code: String) -> String {
        if self == .sqs {
            let type = Self.queueTypes.first { $0.code == code }?.type
            return "com.amazonaws.sqs#" + (type ?? String(code.split(separator: ".").last ?? ""))
        }
        guard self == .cloudWatch else { return code }
        if let type = Self.cloudWatchTypes.first(where: { $0.code == code })?.type { return type }
        return "com.amazonaws.cloudwatch.v2010_08_01#\(code)"
    }

    /// The code that belongs to an error type in JSON.
    func errorCode(of type: String) -> String {
        if self == .cloudWatch,
            let code = Self.cloudWatchTypes.first(where: { $0.type == type })?.code
        {
            return code
        }
        let bare = String((type.split(separator: "#").last ?? "").prefix { $0 != ":" })
        guard self == .sqs else { return bare }
        return Self.queueTypes.first { $0.type == bare }?.code ?? bare
    }

    /// SQS's codes of old, where its types have other names.
    private static let queueTypes: [(code: String, type: String)] = [
        ("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"),
        ("QueueAlreadyExists", "QueueNameExists"),
        ("InvalidParameterValue", "InvalidParameterValueException"),
        ("MissingParameter", "MissingRequiredParameterException"),
    ]

    private static let cloudWatchTypes: [(code: String, type: String)] = [
        ("ValidationError", "com.amazon.coral.validate#ValidationException"),
        (
            "InvalidParameterCombination",
            "com.amazonaws.cloudwatch.v2010_08_01#InvalidParameterCombinationException"
        ),
        (
            "InvalidParameterValue",
            "com.amazonaws.cloudwatch.v2010_08_01#InvalidParameterValueException"
        ),
        (
            "MissingParameter",
            "com.amazonaws.cloudwatch.v2010_08_01#MissingRequiredParameterException"
        ),
        ("UnknownOperationException", "com.amazon.coral.service#UnknownOperationException"),
        ("SerializationException", "com.amazon.coral.service#SerializationException"),
    ]
}
