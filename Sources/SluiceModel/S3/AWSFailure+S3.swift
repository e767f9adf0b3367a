// SPDX-License-Identifier: Apache-2.0
import SluiceWire

extension AWSFailure {
    static func noSuchBucket(_ name: String) -> AWSFailure {
        AWSFailure(
            code: "NoSuchBucket",
            message: "The specified bucket does not exist",
            status: 404,
            reason: name
        )
    }

    static func noSuchKey(_ key: String) -> AWSFailure {
        AWSFailure(
            code: "NoSuchKey",
            message: "The specified key does not exist.",
            status: 404,
            reason: key
        )
    }

    static let invalidRange = AWSFailure(
        code: "InvalidRange",
        message: "The requested range is not satisfiable",
        status: 416
    )
    static let notModified = AWSFailure(code: "NotModified", message: "Not Modified", status: 304)

    static func preconditionFailed(_ condition: String) -> AWSFailure {
        AWSFailure(
            code: "PreconditionFailed",
            message: "At least one of the pre-conditions you specified did not hold",
            status: 412,
            reason: condition
        )
    }

    static func s3Argument(_ message: String) -> AWSFailure {
        AWSFailure(code: "InvalidArgument", message: message, status: 400)
    }
}
