// SPDX-License-Identifier: Apache-2.0

/// Why an action had no good answer, as far as policy needs to know.
public struct Failure: Hashable, Codable, Sendable {
    /// AWS's error code, or one of ours in the same style.
    public var code: String
    /// The message that came with it.
    public var message: String
    /// The HTTP status, 0 when there was no answer.
    public var status: Int
    /// Whether the action may have had its effect all the same.
    public var isOutcomeUnknown: Bool
    /// Whether the same call may work in a while: throttled, unreachable, or AWS's own fault.
    public var isPassing: Bool
    /// Whether the credentials were refused or have run out.
    public var isCredentials: Bool

    /// Makes a failure.
    public init(
        code: String,
        message: String,
        status: Int = 0,
        isOutcomeUnknown: Bool = false,
        isPassing: Bool = false,
        isCredentials: Bool = false
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.isOutcomeUnknown = isOutcomeUnknown
        self.isPassing = isPassing
        self.isCredentials = isCredentials
    }

    /// Whether the revision that we sent is not the current one.
    public var isStaleRevision: Bool { status == 412 }
    /// Whether something is in progress, or exists already.
    public var isConflict: Bool { status == 409 }
    /// Whether what was named does not exist.
    public var isMissing: Bool { status == 404 }
}
