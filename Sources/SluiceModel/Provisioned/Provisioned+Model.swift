// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension PutProvisionedConcurrencyConfig: ModelOperation {
    /// Asks for workers that are ready before calls come.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> ProvisionedConcurrency {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .write,
            in: model
        )
        var constraints = Constraints()
        constraints.check(
            provisionedConcurrentExecutions,
            at: "provisionedConcurrentExecutions",
            in: 1...Int.max
        )
        try constraints.enforce()
        if qualifier == "$LATEST" {
            throw .invalidParameter(
                "Provisioned Concurrency Configs cannot be applied to unpublished function versions."
            )
        }
        let function = try model.provisionable(reference)
        try ProvisionedRules(model: model, function: function)
            .check(provisionedConcurrentExecutions, on: qualifier)
        let record = ProvisionedRecord(
            requested: provisionedConcurrentExecutions,
            status: .inProgress,
            changedAt: call.now,
            readyAt: call.now.advanced(by: model.settleTime)
        )
        model.change(function.head) { $0.provisioned[qualifier] = record }
        return record.description
    }
}

extension GetProvisionedConcurrencyConfig: ModelOperation {
    /// Reads how far it is.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> ProvisionedConcurrency {
        let reference = try model.provisionedReference(functionName, qualifier)
        let function = try model.provisionable(reference)
        guard let record = function.head.attachments.provisioned[qualifier] else {
            throw AWSFailure(
                code: "ProvisionedConcurrencyConfigNotFoundException",
                message: "No Provisioned Concurrency Config found for this function",
                status: 404
            )
        }
        return record.description
    }
}

extension DeleteProvisionedConcurrencyConfig: ModelOperation {
    /// Gives the workers back, if there are any.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let reference = try model.provisionedReference(functionName, qualifier)
        let function = try model.provisionable(reference)
        if function.head.attachments.provisioned[qualifier] != nil {
            model.change(function.head) { $0.provisioned[qualifier] = nil }
            model.endMove(of: qualifier, function: function.head.name)
        }
        return EmptyAnswer()
    }
}

extension ListProvisionedConcurrencyConfigs: ModelOperation {
    /// Lists those of a function's versions and aliases.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        let head = try model.function(reference).head
        let all = head.attachments.provisioned.sorted { $0.key < $1.key }
        let page = try Page(all, marker: marker, asked: maxItems, of: 1...50)
        let items = page.items.map { qualifier, record in
            let one = record.description
            return ProvisionedConcurrencyItem(
                functionArn: model.arn(head.name, qualifier).description,
                requestedProvisionedConcurrentExecutions:
                    one.requestedProvisionedConcurrentExecutions,
                availableProvisionedConcurrentExecutions:
                    one.availableProvisionedConcurrentExecutions,
                allocatedProvisionedConcurrentExecutions:
                    one.allocatedProvisionedConcurrentExecutions,
                status: one.status,
                statusReason: one.statusReason,
                lastModified: one.lastModified
            )
        }
        return Output(provisionedConcurrencyConfigs: items, nextMarker: page.nextMarker)
    }
}
