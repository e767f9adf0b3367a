// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension CreateEventSourceMapping: ModelOperation {
    /// Keeps a mapping; nothing is read from its source.
    ///
    /// A queue that cannot be read is what the call brings in place of a package: queues are kept
    /// elsewhere.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EventSourceMapping {
        let source = try MappingSource(arn: eventSourceArn, own: selfManagedEventSource)
        try source.check(startingPosition: startingPosition)
        try source.check(batch: batchSize, window: maximumBatchingWindowInSeconds)
        try source.check(destinationConfig, filterCriteria)
        if source.kind == .ownKafka, sourceAccessConfigurations?.isEmpty ?? true {
            throw .invalidParameter("Required 'sourceAccessConfigurations' parameter is missing.")
        }
        let reference = try FunctionReference(functionName, form: .read, in: model)
        guard model.functions[reference.function] != nil else {
            throw .invalidParameter("Function does not exist")
        }
        try source.refuseForeign(answer("", reference.arn, in: model))
        try MappingSource.check(answer("", reference.arn, in: model))
        if case .failure(let failure)? = call.package { throw failure }
        model.forgetMappings(at: call.now)
        try refuseDuplicate(in: model, of: source, for: reference)
        let id = call.chance.uuid()
        var answer = answer(id, reference.arn, in: model)
        source.addDefaults(to: &answer, group: call.chance.uuid())
        let record = MappingRecord(
            id: id,
            answer: answer,
            function: reference.function,
            isEnabled: enabled ?? true,
            changedAt: call.now,
            tags: tags ?? [:]
        )
        model.commit(.mapping(record))
        return record.description(at: call.now, settlingFor: model.settleTime)
    }

    private func answer(
        _ id: String,
        _ arn: FunctionARN,
        in model: LambdaModel
    ) -> EventSourceMapping {
        EventSourceMapping(
            uuid: id,
            startingPosition: startingPosition,
            startingPositionTimestamp: startingPositionTimestamp,
            batchSize: batchSize,
            maximumBatchingWindowInSeconds: maximumBatchingWindowInSeconds,
            parallelizationFactor: parallelizationFactor,
            eventSourceArn: eventSourceArn,
            filterCriteria: filterCriteria,
            functionArn: arn.description,
            destinationConfig: destinationConfig,
            topics: topics,
            queues: queues,
            sourceAccessConfigurations: sourceAccessConfigurations,
            selfManagedEventSource: selfManagedEventSource,
            maximumRecordAgeInSeconds: maximumRecordAgeInSeconds,
            bisectBatchOnFunctionError: bisectBatchOnFunctionError,
            maximumRetryAttempts: maximumRetryAttempts,
            tumblingWindowInSeconds: tumblingWindowInSeconds,
            functionResponseTypes: functionResponseTypes,
            scalingConfig: scalingConfig,
            kmsKeyArn: kmsKeyArn,
            eventSourceMappingArn:
                "arn:aws:lambda:\(model.region):\(model.account):event-source-mapping:\(id)",
            amazonManagedKafkaEventSourceConfig: amazonManagedKafkaEventSourceConfig,
            selfManagedKafkaEventSourceConfig: selfManagedKafkaEventSourceConfig,
            documentDBEventSourceConfig: documentDBEventSourceConfig,
            metricsConfig: metricsConfig,
            provisionedPollerConfig: provisionedPollerConfig
        )
    }

    private func refuseDuplicate(
        in model: LambdaModel,
        of source: MappingSource,
        for reference: FunctionReference
    ) throws(AWSFailure) {
        let same = model.mappings.values.filter {
            $0.answer.functionArn == reference.arn.description
                && $0.answer.eventSourceArn == eventSourceArn
                && $0.answer.topics == topics
                && shares(servers(of: $0.answer.selfManagedEventSource))
        }
        guard let same = same.min(by: { $0.id < $1.id }) else { return }
        let (arn, name) = (eventSourceArn ?? "", reference.function)
        let what =
            switch source.kind {
            case .queue:
                "An event source mapping with SQS arn (\" \(arn) \") and function (\" \(name) \") "
                    + "already exists."
            case .ownKafka:
                "An event source mapping with event source "
                    + "(\"\(servers(of: same.answer.selfManagedEventSource).joined(separator: ","))"
                    + "\"), function (\"\(reference.arn)\"), topics "
                    + "(\"\((topics ?? []).joined(separator: ","))\") already exists."
            default:
                "The event source arn (\" \(arn) \") and function (\" \(name) \") provided mapping "
                    + "already exists."
            }
        throw .conflict(
            what + " Please update or delete the existing mapping with UUID \(same.id)"
        )
    }

    private func servers(of source: SelfManagedSource?) -> [String] {
        (source?.endpoints ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value)
    }

    private func shares(_ others: [String]) -> Bool {
        let mine = servers(of: selfManagedEventSource)
        return mine == others || !Set(mine).isDisjoint(with: others)
    }
}
