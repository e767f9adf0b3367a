// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

/// Lambda's refusals, each with the status and the words that clients match on.
extension AWSFailure {
    /// 400: a value that makes no sense.
    public static func invalidParameter(_ message: String, untyped: Bool = false) -> AWSFailure {
        var failure = AWSFailure(
            code: "InvalidParameterValueException",
            message: message,
            status: 400
        )
        failure.isUntyped = untyped
        return failure
    }

    /// 400: values that break the API's constraints; all of them in one message.
    public static func validation(_ faults: [String]) -> AWSFailure {
        let count = faults.count == 1 ? "1 validation error" : "\(faults.count) validation errors"
        var failure = AWSFailure(
            code: "ValidationException",
            message: "\(count) detected: " + faults.joined(separator: "; "),
            status: 400
        )
        failure.isUntyped = true
        return failure
    }

    /// 404, in Lambda's words for the case.
    public static func notFound(_ message: String) -> AWSFailure {
        AWSFailure(code: "ResourceNotFoundException", message: message, status: 404)
    }

    /// 404: no such function, version or alias.
    public static func functionNotFound(_ arn: FunctionARN) -> AWSFailure {
        notFound("Function not found: \(arn)")
    }

    /// 409: something that exists or is under way stands against it.
    public static func conflict(_ message: String) -> AWSFailure {
        AWSFailure(code: "ResourceConflictException", message: message, status: 409)
    }

    /// 412: someone else wrote in between.
    static let revisionMismatch = AWSFailure(
        code: "PreconditionFailedException",
        message: "The Revision Id provided does not match the latest Revision Id. "
            + "Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
        status: 412
    )

    /// 412: someone else changed a policy in between; `operation` reads it.
    static func revisionMismatch(of operation: String) -> AWSFailure {
        AWSFailure(
            code: "PreconditionFailedException",
            message: "The Revision Id provided does not match the latest Revision Id. "
                + "Call the \(operation) API to retrieve the latest Revision Id",
            status: 412
        )
    }

    /// 404: what was asked for is not there.
    static let noResource = AWSFailure.notFound("The resource you requested does not exist.")

    /// 413: a request or a package that is too large.
    public static func tooLarge(_ message: String) -> AWSFailure {
        var failure = AWSFailure(
            code: "RequestEntityTooLargeException",
            message: message,
            status: 413
        )
        failure.isUntyped = true
        return failure
    }

    /// 403: another account's function; AWS gives no text.
    static let otherAccount: AWSFailure = {
        var failure = AWSFailure(code: "AccessDeniedException", message: "", status: 403)
        failure.isUntyped = true
        return failure
    }()

    /// 409: the function is still being created.
    public static func pending(_ arn: FunctionARN) -> AWSFailure {
        conflict(
            "The operation cannot be performed at this time. The function is currently in the "
                + "following state: Pending"
        )
    }

    /// 409: what is called is still being created.
    static func pendingCall(_ arn: FunctionARN) -> AWSFailure {
        conflict(
            "The operation cannot be performed at this time. The resource \(arn) is currently in "
                + "the following state: 'Pending'. StateReasonCode: 'Creating'"
        )
    }

    /// 409: what was to be created cannot be used.
    static let failed = conflict(
        "The operation cannot be performed at this time. The function is currently in the "
            + "following state: Failed"
    )

    /// 409: what is called could not be created.
    static func failedCall(_ arn: FunctionARN) -> AWSFailure {
        conflict(
            "The operation cannot be performed at this time. The resource \(arn) is currently in "
                + "the following state: 'Failed'. StateReasonCode: 'InvalidZipFileException'"
        )
    }

    /// 409: an update is under way.
    static func updating(_ arn: FunctionARN) -> AWSFailure {
        conflict(
            "The operation cannot be performed at this time. An update is in progress for "
                + "resource: \(arn.unqualified)"
        )
    }
}
