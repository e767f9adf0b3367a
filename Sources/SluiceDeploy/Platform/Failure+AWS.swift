// SPDX-License-Identifier: Apache-2.0
public import SluiceCore
public import SluiceWire

extension Failure {
    /// What policy needs to know of a failed call to AWS.
    public init(_ failure: AWSFailure) {
        self.init(
            code: failure.code,
            message: failure.message,
            status: failure.status,
            isOutcomeUnknown: failure.isOutcomeUnknown,
            isPassing: failure.isPassing,
            isCredentials: failure.isCredentials
        )
    }
}

extension AWSFailure {
    /// Whether the same call may work in a while.
    var isPassing: Bool {
        isRetryable || kind == .malformed || status >= 500 || isRoleStillSpreading
    }

    /// A role that was created seconds ago is unknown to Lambda for up to a minute, and AWS has no
    /// code of its own for that: the text is all there is.
    private var isRoleStillSpreading: Bool {
        code == "InvalidParameterValueException" && message.contains("cannot be assumed by Lambda")
    }

    /// A refusal of our own, before anything is sent.
    static func refused(_ code: String, _ message: String) -> AWSFailure {
        AWSFailure(kind: .notSent, code: code, message: message)
    }
}
