// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension GetAlias: ModelReading {
    /// Reads an alias.
    public func perform(on model: LambdaModel) throws(AWSFailure) -> AliasConfiguration {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        var constraints = Constraints()
        constraints.check(alias: name)
        try constraints.enforce()
        let arn = model.arn(reference.function)
        guard let alias = model.functions[reference.function]?.aliases[name] else {
            throw .notFound("Cannot find alias arn: \(arn.qualified(by: name))")
        }
        return alias.description(of: arn)
    }
}

extension ListAliases: ModelOperation {
    /// Lists aliases by name.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        var constraints = Constraints()
        constraints.check(functionVersion: functionVersion)
        try constraints.enforce()
        let arn = model.arn(reference.function)
        let aliases = try model.function(reference).sortedAliases
            .filter { functionVersion == nil || $0.version.name == functionVersion }
        let page = try Page(
            aliases,
            marker: marker,
            asked: maxItems,
            max: Limits.aliasPageItemsMax
        )
        return Output(
            nextMarker: page.nextMarker,
            aliases: page.items.map { $0.description(of: arn) }
        )
    }
}

extension DeleteAlias: ModelOperation {
    /// Deletes an alias; one that does not exist is no error.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        var constraints = Constraints()
        constraints.check(alias: name)
        try constraints.enforce()
        let function = try model.function(reference)
        if function.aliases[name] != nil {
            model.commit(.aliasRemoved(function: reference.function, name: name))
            let alias = name
            model.change(function.head) { $0.drop(alias) }
        }
        return EmptyAnswer()
    }
}
