// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension PutFunctionConcurrency: ModelOperation {
    /// Reserves concurrency for a function.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Concurrency {
        let name = try model.reservable(functionName)
        guard var head = model.functions[name]?.head else {
            throw .functionNotFound(model.arn(name, "$LATEST"))
        }
        var constraints = Constraints()
        constraints.check(
            reservedConcurrentExecutions,
            at: "reservedConcurrentExecutions",
            in: 0...Int.max
        )
        try constraints.enforce()
        let rest =
            model.unreservedConcurrency
            + (head.reservedConcurrency ?? head.attachments.provisionedTotal)
        if rest - reservedConcurrentExecutions < Limits.unreservedConcurrencyMin,
            reservedConcurrentExecutions > 0
        {
            throw .invalidParameter(
                "Specified ReservedConcurrentExecutions for function decreases account's "
                    + "UnreservedConcurrentExecution below its minimum value of "
                    + "[\(Limits.unreservedConcurrencyMin)].",
                untyped: true
            )
        }
        let provisioned = head.attachments.provisionedTotal
        if reservedConcurrentExecutions < provisioned {
            // The blanks are AWS's own.
            throw .invalidParameter(
                " ReservedConcurrentExecutions  \(reservedConcurrentExecutions) should not be lower "
                    + "than function's total provisioned concurrency [\(provisioned)].",
                untyped: true
            )
        }
        head.reservedConcurrency = reservedConcurrentExecutions
        model.commit(.function(head))
        return Concurrency(reservedConcurrentExecutions: reservedConcurrentExecutions)
    }
}

extension GetFunctionConcurrency: ModelOperation {
    /// Reads what is reserved.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Concurrency {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        let head = try model.function(reference).head
        return Concurrency(reservedConcurrentExecutions: head.reservedConcurrency)
    }
}

extension DeleteFunctionConcurrency: ModelOperation {
    /// Gives back what is reserved, if anything is.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let name = try model.reservable(functionName)
        guard var head = model.functions[name]?.head else {
            throw .functionNotFound(model.arn(name))
        }
        head.reservedConcurrency = nil
        model.commit(.function(head))
        return EmptyAnswer()
    }
}

extension GetAccountSettings: ModelOperation {
    /// Reads limits and usage.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        Output(
            accountLimit: AccountLimit(
                totalCodeSize: Limits.codeStorageBytesMax,
                codeSizeUnzipped: Limits.unzippedBytesMax,
                codeSizeZipped: Limits.zippedBytesMax,
                concurrentExecutions: Limits.concurrencyMax,
                unreservedConcurrentExecutions: model.unreservedConcurrency
            ),
            accountUsage: AccountUsage(
                totalCodeSize: model.codeSize,
                functionCount: model.functions.count
            )
        )
    }
}

extension LambdaModel {
    /// The function whose concurrency is meant: only a whole function has one.
    func reservable(_ functionName: String) throws(AWSFailure) -> String {
        let reference = try FunctionReference(functionName, form: .write, in: self)
        guard reference.qualifier == nil else {
            throw .invalidParameter(
                "This operation is permitted on Lambda functions only. Aliases and versions do "
                    + "not support this operation. Please specify either a function name or an "
                    + "unqualified function ARN."
            )
        }
        return reference.function
    }
}
