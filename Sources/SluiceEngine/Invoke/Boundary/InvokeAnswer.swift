// SPDX-License-Identifier: Apache-2.0
public import NIOCore
public import SluiceWire

/// How an invocation ended.
public struct InvokeAnswer: Sendable {
    /// What came of it.
    public enum Outcome: Sendable {
        /// The function returned this.
        case returned(ByteBuffer)
        /// The function failed, crashed or took too long; the payload describes it (`Unhandled`).
        case functionError(ByteBuffer)
        /// It did not run: throttled, unknown, refused.
        case refused(AWSFailure)
    }

    /// The id that the function saw.
    public var requestID: String
    /// The version that ran, if one did.
    public var executedVersion: String?
    /// What came of it.
    public var outcome: Outcome
    /// The last 4096 bytes of the invocation's log.
    public var logTail: [UInt8]

    /// Makes an answer.
    public init(
        requestID: String,
        executedVersion: String?,
        outcome: Outcome,
        logTail: [UInt8] = []
    ) {
        self.requestID = requestID
        self.executedVersion = executedVersion
        self.outcome = outcome
        self.logTail = logTail
    }
}
