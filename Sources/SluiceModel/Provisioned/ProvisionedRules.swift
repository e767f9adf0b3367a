// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

/// What Lambda checks before it provisions concurrency.
struct ProvisionedRules {
    let model: LambdaModel
    let function: FunctionRecord

    func check(_ count: Int, on qualifier: String) throws(AWSFailure) {
        try checkConflicts(qualifier)
        let attachments = function.head.attachments
        let others =
            attachments.provisionedTotal - (attachments.provisioned[qualifier]?.requested ?? 0)
        if let reserved = function.head.reservedConcurrency {
            if others + count > reserved {
                throw .invalidParameter(
                    "Requested Provisioned Concurrency should not be greater than the "
                        + "reservedConcurrentExecution for function"
                )
            }
            return
        }
        let unreserved =
            model.unreservedConcurrency + (attachments.provisioned[qualifier]?.requested ?? 0)
        if count > unreserved {
            throw .invalidParameter(
                "Specified ConcurrentExecutions for function is greater than account's unreserved "
                    + "concurrency [\(unreserved)].",
                untyped: true
            )
        }
        if unreserved - count < Limits.unreservedConcurrencyMin {
            throw .invalidParameter(
                "Specified ConcurrentExecutions for function decreases account's "
                    + "UnreservedConcurrentExecution below its minimum value of "
                    + "[\(Limits.unreservedConcurrencyMin)].",
                untyped: true
            )
        }
    }

    /// A version has one provisioned concurrency: its own, or that of an alias.
    private func checkConflicts(_ qualifier: String) throws(AWSFailure) {
        let provisioned = function.head.attachments.provisioned
        if let alias = function.aliases[qualifier] {
            if provisioned[alias.version.name] != nil {
                throw .conflict(
                    "Alias can't be used for Provisioned Concurrency configuration on an already "
                        + "Provisioned version"
                )
            }
            if alias.share != nil, alias.isMoving != true {
                throw .invalidParameter(
                    "Alias with weights can not be used with Provisioned Concurrency"
                )
            }
        } else if function.aliases.values.contains(where: {
            $0.version.name == qualifier && provisioned[$0.name] != nil
        }) {
            throw .conflict("Version is pointed by a Provisioned Concurrency alias")
        }
    }
}

extension LambdaModel {
    /// What a read or a removal names: never `$LATEST`.
    func provisionedReference(
        _ functionName: String,
        _ qualifier: String
    ) throws(AWSFailure) -> FunctionReference {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .write,
            in: self
        )
        if qualifier == "$LATEST" {
            throw .invalidParameter(
                "The function resource provided must be an alias or a published version."
            )
        }
        return reference
    }

    /// The function whose version or alias is meant.
    func provisionable(_ reference: FunctionReference) throws(AWSFailure) -> FunctionRecord {
        let function = functions[reference.function]
        if let version = reference.version {
            guard let function, function.record(of: version) != nil else {
                throw .functionNotFound(reference.arn)
            }
            return function
        }
        guard let function, function.aliases[reference.qualifier ?? ""] != nil else {
            throw .notFound("Cannot find alias arn: \(reference.arn)")
        }
        return function
    }

    /// What neither reserved nor provisioned concurrency takes from the account.
    var unreservedConcurrency: Int {
        functions.values.reduce(Limits.concurrencyMax) { rest, function in
            rest - (function.head.reservedConcurrency ?? function.head.attachments.provisionedTotal)
        }
    }
}
