// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension GetEventSourceMapping: ModelOperation {
    /// Reads a mapping.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EventSourceMapping {
        try model.mapping(uuid, at: call.now).description(
            at: call.now,
            settlingFor: model.settleTime
        )
    }
}

extension UpdateEventSourceMapping: ModelOperation {
    /// Changes a mapping.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EventSourceMapping {
        var record = try model.mapping(uuid, at: call.now)
        var answer = record.answer
        let source = try MappingSource(
            arn: answer.eventSourceArn,
            own: answer.selfManagedEventSource
        )
        merge(into: &answer)
        try source.check(batch: answer.batchSize, window: answer.maximumBatchingWindowInSeconds)
        try source.check(answer.destinationConfig, answer.filterCriteria)
        try MappingSource.check(answer)
        if let functionName {
            let reference = try FunctionReference(functionName, form: .read, in: model)
            guard model.functions[reference.function] != nil else {
                throw .invalidParameter("Function does not exist")
            }
            answer.functionArn = reference.arn.description
            record.function = reference.function
        }
        guard record.isSettled(at: call.now, after: model.settleTime) else {
            throw .mappingInUse("update")
        }
        record.answer = answer
        record.isSwitched = enabled != nil && enabled != record.isEnabled
        record.isEnabled = enabled ?? record.isEnabled
        record.isUpdated = true
        record.changedAt = call.now
        model.commit(.mapping(record))
        return record.description(at: call.now, settlingFor: model.settleTime)
    }

    private func merge(into answer: inout EventSourceMapping) {
        answer.batchSize = batchSize ?? answer.batchSize
        answer.filterCriteria = filterCriteria ?? answer.filterCriteria
        answer.maximumBatchingWindowInSeconds =
            maximumBatchingWindowInSeconds ?? answer.maximumBatchingWindowInSeconds
        answer.destinationConfig = destinationConfig ?? answer.destinationConfig
        answer.maximumRecordAgeInSeconds =
            maximumRecordAgeInSeconds ?? answer.maximumRecordAgeInSeconds
        answer.bisectBatchOnFunctionError =
            bisectBatchOnFunctionError ?? answer.bisectBatchOnFunctionError
        answer.maximumRetryAttempts = maximumRetryAttempts ?? answer.maximumRetryAttempts
        answer.parallelizationFactor = parallelizationFactor ?? answer.parallelizationFactor
        answer.sourceAccessConfigurations =
            sourceAccessConfigurations ?? answer.sourceAccessConfigurations
        answer.tumblingWindowInSeconds = tumblingWindowInSeconds ?? answer.tumblingWindowInSeconds
        answer.functionResponseTypes = functionResponseTypes ?? answer.functionResponseTypes
        answer.scalingConfig = scalingConfig ?? answer.scalingConfig
        answer.kmsKeyArn = kmsKeyArn ?? answer.kmsKeyArn
        answer.metricsConfig = metricsConfig ?? answer.metricsConfig
        answer.provisionedPollerConfig = provisionedPollerConfig ?? answer.provisionedPollerConfig
        answer.documentDBEventSourceConfig =
            documentDBEventSourceConfig ?? answer.documentDBEventSourceConfig
        answer.amazonManagedKafkaEventSourceConfig =
            amazonManagedKafkaEventSourceConfig ?? answer.amazonManagedKafkaEventSourceConfig
        answer.selfManagedKafkaEventSourceConfig =
            selfManagedKafkaEventSourceConfig ?? answer.selfManagedKafkaEventSourceConfig
    }
}

extension DeleteEventSourceMapping: ModelOperation {
    /// Deletes a mapping, which can be read until that has settled.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EventSourceMapping {
        var record = try model.mapping(uuid, at: call.now)
        guard record.isSettled(at: call.now, after: model.settleTime) else {
            throw .mappingInUse("delete")
        }
        record.isDeleted = true
        record.changedAt = call.now
        model.commit(.mapping(record))
        return record.description(at: call.now, settlingFor: model.settleTime)
    }
}

extension ListEventSourceMappings: ModelOperation {
    /// Lists mappings, those of one function or of one source if that is asked for.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let function = try functionName.map { name throws(AWSFailure) in
            try FunctionReference(name, form: .read, in: model).function
        }
        model.forgetMappings(at: call.now)
        let all = model.mappings.values.sorted { $0.id < $1.id }.filter {
            (function == nil || $0.function == function)
                && (eventSourceArn == nil || $0.answer.eventSourceArn == eventSourceArn)
        }
        let page = try Page(all, marker: marker, asked: maxItems, max: 100)
        return Output(
            nextMarker: page.nextMarker,
            eventSourceMappings: page.items.map {
                $0.description(at: call.now, settlingFor: model.settleTime)
            }
        )
    }
}

extension LambdaModel {
    fileprivate mutating func mapping(
        _ id: String,
        at now: Timestamp
    ) throws(AWSFailure) -> MappingRecord {
        forgetMappings(at: now)
        guard let record = mappings[id] else { throw .noResource }
        return record
    }

    /// Forgets the mappings whose deletion has settled.
    mutating func forgetMappings(at now: Timestamp) {
        let gone = mappings.values.filter {
            $0.isDeleted == true && $0.isSettled(at: now, after: settleTime)
        }
        for id in gone.map(\.id).sorted() { commit(.mappingRemoved(id)) }
    }
}

extension AWSFailure {
    /// 400: the mapping's last change is not through.
    fileprivate static func mappingInUse(_ verb: String) -> AWSFailure {
        AWSFailure(
            code: "ResourceInUseException",
            message: "Cannot \(verb) the event source mapping because it is in use.",
            status: 400
        )
    }
}
