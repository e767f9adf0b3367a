// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension PutFunctionEventInvokeConfig: ModelOperation {
    /// Replaces the whole configuration.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EventInvokeConfig {
        try model.writeEventConfig(
            functionName,
            qualifier,
            (maximumRetryAttempts, maximumEventAgeInSeconds, destinationConfig),
            merging: false,
            at: call.now
        )
    }
}

extension UpdateFunctionEventInvokeConfig: ModelOperation {
    /// Changes what the request names.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EventInvokeConfig {
        try model.writeEventConfig(
            functionName,
            qualifier,
            (maximumRetryAttempts, maximumEventAgeInSeconds, destinationConfig),
            merging: true,
            at: call.now
        )
    }
}

extension GetFunctionEventInvokeConfig: ModelOperation {
    /// Reads the configuration.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EventInvokeConfig {
        let (_, reference, config) = try model.eventConfig(functionName, qualifier)
        return config.description(of: model.eventARN(reference))
    }
}

extension DeleteFunctionEventInvokeConfig: ModelOperation {
    /// Takes the configuration away.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let (head, reference, _) = try model.eventConfig(functionName, qualifier)
        model.change(head) { $0.eventConfigs[reference.qualifier ?? "$LATEST"] = nil }
        return EmptyAnswer()
    }
}

extension ListFunctionEventInvokeConfigs: ModelOperation {
    /// Lists the configurations of a function, its versions and its aliases.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .read, in: model)
        guard let head = model.functions[reference.function]?.head else {
            throw .noFunctionForEvents
        }
        let all = head.attachments.eventConfigs.sorted { $0.key < $1.key }
        let page = try Page(all, marker: marker, asked: maxItems, of: 1...50)
        let arn = model.arn(reference.function)
        return Output(
            functionEventInvokeConfigs: page.items.map {
                $0.value.description(of: arn.qualified(by: $0.key))
            },
            nextMarker: page.nextMarker
        )
    }
}

extension AWSFailure {
    /// 404: there is no function that could have such a configuration.
    fileprivate static let noFunctionForEvents = AWSFailure.notFound(
        "The function doesn't exist."
    )
}

extension LambdaModel {
    /// What is said in answers: always qualified.
    fileprivate func eventARN(_ reference: FunctionReference) -> FunctionARN {
        reference.arn.qualified(by: reference.qualifier ?? "$LATEST")
    }

    fileprivate func eventConfig(
        _ functionName: String,
        _ qualifier: String?
    ) throws(AWSFailure) -> (FunctionHead, FunctionReference, EventConfigRecord) {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .read,
            in: self
        )
        guard let head = functions[reference.function]?.head,
            let config = head.attachments.eventConfigs[reference.qualifier ?? "$LATEST"]
        else { throw noEventConfig(reference) }
        return (head, reference, config)
    }

    private func noEventConfig(_ reference: FunctionReference) -> AWSFailure {
        .notFound("The function \(eventARN(reference)) doesn't have an EventInvokeConfig")
    }

    fileprivate mutating func writeEventConfig(
        _ functionName: String,
        _ qualifier: String?,
        _ values: (retries: Int?, age: Int?, destinations: DestinationConfig?),
        merging: Bool,
        at now: Timestamp
    ) throws(AWSFailure) -> EventInvokeConfig {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .read,
            in: self
        )
        try EventRules.check(retries: values.retries, age: values.age, values.destinations)
        guard let function = functions[reference.function],
            reference.version.map({ function.record(of: $0) != nil })
                ?? (function.aliases[reference.qualifier ?? ""] != nil)
        else { throw .noFunctionForEvents }
        try EventRules(model: self, reference: reference).check(values.destinations)
        let key = reference.qualifier ?? "$LATEST"
        let present = function.head.attachments.eventConfigs[key]
        if merging, present == nil { throw noEventConfig(reference) }
        let before = merging ? present : nil
        let config = EventConfigRecord(
            retries: values.retries ?? before?.retries,
            ageSeconds: values.age ?? before?.ageSeconds,
            onSuccess: Self.destination(values.destinations?.onSuccess, before?.onSuccess),
            onFailure: Self.destination(values.destinations?.onFailure, before?.onFailure),
            changedAt: now
        )
        change(function.head) { $0.eventConfigs[key] = config }
        return config.description(of: eventARN(reference))
    }

    /// An empty text takes a destination away.
    private static func destination(_ asked: Destination?, _ before: String?) -> String? {
        guard let asked else { return before }
        return asked.destination.flatMap { $0.isEmpty ? nil : $0 }
    }
}
