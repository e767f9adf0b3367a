// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension LambdaModel {
    /// The function that a reference names, or Lambda's "not found".
    func function(_ reference: FunctionReference) throws(AWSFailure) -> FunctionRecord {
        guard let record = functions[reference.function] else {
            throw .functionNotFound(reference.arn)
        }
        return record
    }

    /// The version that a reference names; through an alias, the one that the alias names first.
    func version(
        _ reference: FunctionReference
    ) throws(AWSFailure) -> (function: FunctionRecord, version: VersionRecord) {
        let function = try function(reference)
        let version =
            reference.version ?? reference.qualifier.flatMap { function.aliases[$0]?.version }
        guard let version, let record = function.record(of: version) else {
            throw .functionNotFound(reference.arn)
        }
        return (function, record)
    }

    /// What a call of `Invoke` is for, or why there is nothing to call.
    ///
    /// - Throws: Lambda's 404 when function, version or alias do not exist; 409 while it is pending.
    public func target(
        of functionName: String,
        qualifier: String?
    ) throws(AWSFailure) -> FunctionReference {
        let reference = try reference(functionName, qualifier)
        guard functions[reference.function] != nil else {
            throw .functionNotFound(arn(reference.function, reference.qualifier ?? "$LATEST"))
        }
        let (_, version) = try version(reference)
        if version.state == .pending {
            throw .pendingCall(reference.arn)
        }
        if version.state == .failed { throw .failedCall(reference.arn) }
        return reference
    }

    /// The function that a caller names, whether it is there or not.
    public func reference(
        _ name: String,
        _ qualifier: String?
    ) throws(AWSFailure) -> FunctionReference {
        try FunctionReference(name, qualifier: qualifier, form: .read, in: self)
    }

    /// Refuses what may not happen while something is under way.
    func requireSettled(_ record: VersionRecord, of arn: FunctionARN) throws(AWSFailure) {
        if record.state == .pending { throw .pending(arn) }
        if record.state == .failed { throw .failed }
        if record.update == .inProgress { throw .updating(arn) }
    }

    /// Refuses a write that is based on another revision than the present one.
    func requireRevision(_ asked: String?, _ actual: String) throws(AWSFailure) {
        if let asked, asked != actual { throw .revisionMismatch }
    }

    /// Changes what hangs on a function.
    mutating func change(_ head: FunctionHead, _ body: (inout Attachments) -> Void) {
        var head = head
        body(&head.attachments)
        commit(.function(head))
    }
}
