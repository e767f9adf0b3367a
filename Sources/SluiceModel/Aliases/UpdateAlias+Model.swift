// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension UpdateAlias: ModelOperation {
    /// Moves an alias or changes its weights; what the request leaves out stays.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> AliasConfiguration {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        try AliasRules.checkValues(
            name: name,
            version: functionVersion,
            description: description,
            routing: routingConfig
        )
        let arn = model.arn(reference.function)
        guard let function = model.functions[reference.function] else {
            throw .functionNotFound(arn.qualified(by: functionVersion))
        }
        guard var alias = function.aliases[name] else {
            throw .notFound("Alias not found: \(arn.qualified(by: name))")
        }
        try model.requireRevision(revisionId, alias.revisionID)
        // The rules look at what would be in effect, stored weights included: that is why naming
        // the version that has a share, and nothing else, is refused.
        let routing = try AliasRules(model: model, arn: arn).routing(
            of: function,
            version: functionVersion ?? alias.version.name,
            weights: weights(over: alias)
        )
        if let record = function.record(of: routing.version) {
            try AliasRules.requireActive(record)
        }
        let before = alias.version
        alias.version = routing.version
        alias.share = routing.share
        alias.isMoving = nil
        alias.description = description ?? alias.description
        alias.revisionID = call.chance.uuid()
        if before != alias.version, var provisioned = function.head.attachments.provisioned[name] {
            // What is provisioned moves along; until it is there, the version of before answers.
            provisioned.status = .inProgress
            provisioned.reason = nil
            provisioned.readyAt = call.now.advanced(by: model.settleTime)
            let alias = name
            model.change(function.head) { $0.provisioned[alias] = provisioned }
        }
        if before != alias.version, alias.share == nil,
            function.head.attachments.provisioned[name]?.status == .ready
        {
            alias.share = .init(version: before, weight: 1)
            alias.isMoving = true
        }
        model.commit(.alias(function: reference.function, alias))
        return alias.description(of: arn)
    }

    private func weights(over alias: AliasRecord) -> [(key: String, value: Double)] {
        if let routingConfig {
            return (routingConfig.additionalVersionWeights ?? [:]).sorted { $0.key < $1.key }
        }
        if alias.isMoving == true { return [] }
        return alias.share.map { [(key: $0.version.name, value: $0.weight)] } ?? []
    }
}
