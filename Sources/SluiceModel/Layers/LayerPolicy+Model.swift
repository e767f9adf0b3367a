// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension AddLayerVersionPermission: ModelOperation {
    /// Adds a statement to the policy of a layer's version.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var constraints = Constraints()
        constraints.check(action, at: "action", pattern: "lambda:GetLayerVersion") {
            $0 == "lambda:GetLayerVersion"
        }
        constraints.check(statementId, at: "statementId", pattern: "([a-zA-Z0-9-_]+)") {
            $0.isWord()
        }
        try constraints.enforce()
        var (layer, version, arn) = try model.layerWithPolicy(layerName, versionNumber)
        var policy = version.policy ?? PolicyRecord(revisionID: "")
        let statement = PolicyStatement(
            sid: statementId,
            principal: principal,
            action: action,
            resource: arn,
            conditions: organizationId.map {
                ["StringEquals": ["aws:PrincipalOrgID": $0]]
            } ?? [:]
        )
        try LambdaModel.requireLayerRevision(revisionId, version.policy)
        try policy.add(statement)
        policy.revisionID = call.chance.uuid()
        version.policy = policy
        model.write(version, of: &layer)
        return Output(
            statement: WireJSON.text(of: statement.value),
            revisionId: policy.revisionID
        )
    }
}

extension GetLayerVersionPolicy: ModelOperation {
    /// Reads the policy of a layer's version.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let (_, version, _) = try model.layerWithPolicy(layerName, versionNumber)
        guard let policy = version.policy else { throw .noPolicy }
        return Output(policy: policy.text, revisionId: policy.revisionID)
    }
}

extension RemoveLayerVersionPermission: ModelOperation {
    /// Takes a statement out.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        var (layer, version, _) = try model.layerWithPolicy(layerName, versionNumber)
        var constraints = Constraints()
        constraints.check(statementId: statementId)
        try constraints.enforce()
        guard var policy = version.policy else { throw .noPolicy }
        try LambdaModel.requireLayerRevision(revisionId, policy)
        try policy.remove(statementId)
        policy.revisionID = call.chance.uuid()
        version.policy = policy.statements.isEmpty ? nil : policy
        model.write(version, of: &layer)
        return EmptyAnswer()
    }
}

extension AWSFailure {
    /// 404: nothing is allowed to anyone.
    fileprivate static let noPolicy = AWSFailure.notFound(
        "No policy is associated with the given resource."
    )
}

extension LambdaModel {
    fileprivate func layerWithPolicy(
        _ layerName: String,
        _ number: Int
    ) throws(AWSFailure) -> (LayerRecord, LayerVersionRecord, String) {
        let name = try LayerName(layerName, in: self)
        try Self.checkLayer(number)
        guard let layer = layers[name.name], let version = layer.version(number) else {
            throw .notFound("Layer version \(name.arn):\(number) does not exist.")
        }
        return (layer, version, "\(name.arn):\(number)")
    }

    fileprivate static func requireLayerRevision(
        _ asked: String?,
        _ policy: PolicyRecord?
    ) throws(AWSFailure) {
        if let asked, asked != policy?.revisionID {
            throw .revisionMismatch(of: "GetLayerPolicy")
        }
    }

    fileprivate mutating func write(_ version: LayerVersionRecord, of layer: inout LayerRecord) {
        guard let index = layer.versions.firstIndex(where: { $0.number == version.number }) else {
            return
        }
        layer.versions[index] = version
        commit(.layer(layer))
    }
}
