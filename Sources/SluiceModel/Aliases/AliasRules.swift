// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

/// What Lambda checks before it lets an alias be so, in its order.
struct AliasRules {
    let model: LambdaModel
    let arn: FunctionARN

    /// Step 1: what the API's model says about the values.
    static func checkValues(
        name: String,
        version: String?,
        description: String?,
        routing: RoutingConfig?
    ) throws(AWSFailure) {
        var constraints = Constraints()
        let weights = (routing?.additionalVersionWeights ?? [:]).sorted { $0.key < $1.key }
        let shown = "{" + weights.map { "\($0.key)=\($0.value)" }.joined(separator: ", ") + "}"
        let member = "routingConfig.additionalVersionWeights"
        if weights.contains(where: { !(0...1).contains($0.value) }) {
            constraints.fault(
                shown,
                at: member,
                "Map value must satisfy constraint: [Member must have value less than or equal to "
                    + "1.0, Member must have value greater than or equal to 0.0, Member must not "
                    + "be null]"
            )
        }
        if weights.contains(where: { !$0.key.isDigits || $0.key.utf8.count > 1024 }) {
            constraints.fault(
                shown,
                at: member,
                "Map keys must satisfy constraint: [Member must have length less than or equal to "
                    + "1024, Member must have length greater than or equal to 1, Member must "
                    + "satisfy regular expression pattern: [0-9]+]"
            )
        }
        constraints.check(alias: name)
        constraints.check(functionVersion: version)
        constraints.check(description, at: "description", lengthMax: 256)
        try constraints.enforce()
    }

    /// Steps 4 to 8: the routing that would be in effect.
    func routing(
        of function: FunctionRecord,
        version name: String,
        weights: [(key: String, value: Double)]
    ) throws(AWSFailure) -> (version: Version, share: AliasRecord.Share?) {
        if weights.count > 1 {
            throw .invalidParameter(
                "Number of items in AdditionalVersionWeights cannot be greater than 1"
            )
        }
        if name == "$LATEST", !weights.isEmpty {
            throw .invalidParameter(
                "$LATEST is not supported for an alias pointing to more than 1 version",
                untyped: true
            )
        }
        if weights.first?.key == name {
            throw .invalidParameter(
                "Invalid function version \(name). Function version \(name) is already included "
                    + "in routing configuration."
            )
        }
        let first = try record(name, of: function)
        guard let weight = weights.first else { return (first.version, nil) }
        let second = try record(weight.key, of: function)
        try requireSameFooting(first, second)
        try Self.requireActive(second)
        return (first.version, .init(version: second.version, weight: weight.value))
    }

    /// Reported from AWS: an alias that is moved to a pending version meets an internal error.
    ///
    /// It holds for the version that gets a share too: calls that are sent to it would fail.
    static func requireActive(_ record: VersionRecord) throws(AWSFailure) {
        guard record.version.isPublished, record.state == .pending else { return }
        throw AWSFailure(
            code: "ServiceException",
            message: "An error occurred and the request cannot be processed.",
            status: 500
        )
    }

    private func record(
        _ name: String,
        of function: FunctionRecord
    ) throws(AWSFailure) -> VersionRecord {
        guard let version = Version(name), let record = function.record(of: version) else {
            throw .functionNotFound(arn.qualified(by: name))
        }
        return record
    }

    private func requireSameFooting(
        _ first: VersionRecord,
        _ second: VersionRecord
    ) throws(AWSFailure) {
        let (one, other) = (first.program.settings, second.program.settings)
        if one.role != other.role {
            throw .invalidParameter(
                "Specified versions must be associated with the same execution role"
            )
        }
        if one.deadLetterTarget != other.deadLetterTarget {
            throw .invalidParameter(
                "Specified versions must be associated with the same dead letter queue"
            )
        }
    }
}
