// SPDX-License-Identifier: Apache-2.0
import SluiceWire

extension AWSFailure {
    static func noSuchEntity(_ message: String) -> AWSFailure {
        AWSFailure(code: "NoSuchEntity", message: message, status: 404)
    }

    static func iamConflict(_ code: String, _ message: String) -> AWSFailure {
        AWSFailure(code: code, message: message, status: 409)
    }

    static func iamInvalid(_ code: String, _ message: String) -> AWSFailure {
        AWSFailure(code: code, message: message, status: 400)
    }

    static func malformedPolicy(_ message: String) -> AWSFailure {
        AWSFailure(code: "MalformedPolicyDocument", message: message, status: 400)
    }
}
