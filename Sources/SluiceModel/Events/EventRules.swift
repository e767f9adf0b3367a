// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

/// What Lambda checks before it takes a configuration of asynchronous invocations.
struct EventRules {
    let model: LambdaModel
    let reference: FunctionReference

    private static let pattern =
        #"$|kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:"#
        + #"((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)"#

    /// The values themselves.
    static func check(retries: Int?, age: Int?, _ config: DestinationConfig?) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(retries, at: "maximumRetryAttempts", in: 0...2)
        constraints.check(age, at: "maximumEventAgeInSeconds", in: 60...21_600)
        for (member, destination) in [
            ("onSuccess", config?.onSuccess), ("onFailure", config?.onFailure),
        ] {
            constraints.check(
                destination?.destination,
                at: "destinationConfig.\(member).destination",
                pattern: pattern,
                isDestination
            )
        }
        try constraints.enforce()
        if retries == nil, age == nil, config == nil {
            throw .invalidParameter(
                "You must specify at least one of error handling or destination setting."
            )
        }
    }

    private static func isDestination(_ text: String) -> Bool {
        if text.isEmpty || text.hasPrefix("kafka://") { return true }
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 && parts[0] == "arn" && parts[1].hasPrefix("aws")
            && parts[1].isWord(allowing: "-") && parts[2].isWord(allowing: "-")
            && (parts[3].isEmpty || parts[3].isWord(allowing: "-"))
            && (parts[4].isEmpty || (parts[4].count == 12 && parts[4].isDigits))
    }

    /// Where results go: a function that exists, or another service that takes them.
    func check(_ config: DestinationConfig?) throws(AWSFailure) {
        let (success, failure) = (
            config?.onSuccess?.destination, config?.onFailure?.destination
        )
        for (destination, isFailure) in [(success, false), (failure, true)] {
            guard let destination, !destination.isEmpty else { continue }
            let service = destination.split(separator: ":").dropFirst(2).first ?? ""
            switch service {
            case "lambda": try checkFunction(destination)
            case "sqs", "sns", "events": break
            case "s3" where isFailure: break
            default:
                throw .invalidParameter(
                    "The provided destination config DestinationConfig(onSuccess="
                        + "\(Self.shown("OnSuccess", success)), onFailure="
                        + "\(Self.shown("OnFailure", failure))) is invalid."
                )
            }
        }
    }

    private static func shown(_ kind: String, _ destination: String?) -> String {
        destination.map { "\(kind)(destination=\($0))" } ?? "null"
    }

    private func checkFunction(_ destination: String) throws(AWSFailure) {
        guard let arn = FunctionARN(destination), arn.account == model.account,
            arn.region == model.region, model.functions[arn.function] != nil
        else { throw .invalidParameter("The destination ARN \(destination) is invalid.") }
        if arn.function == reference.function {
            throw .invalidParameter(
                "You can't specify the function as a destination for itself."
            )
        }
    }
}
