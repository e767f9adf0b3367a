// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension CreateAlias: ModelOperation {
    /// Creates an alias.
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
        let rules = AliasRules(model: model, arn: arn)
        let routing = try rules.routing(
            of: function,
            version: functionVersion,
            weights: (routingConfig?.additionalVersionWeights ?? [:]).sorted { $0.key < $1.key }
        )
        if function.aliases[name] != nil {
            throw .conflict("Alias already exists: \(arn.qualified(by: name))")
        }
        let alias = AliasRecord(
            name: name,
            version: routing.version,
            share: routing.share,
            description: description ?? "",
            revisionID: call.chance.uuid()
        )
        model.commit(.alias(function: reference.function, alias))
        return alias.description(of: arn)
    }
}
