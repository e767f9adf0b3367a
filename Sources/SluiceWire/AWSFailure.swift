// SPDX-License-Identifier: Apache-2.0

/// Why a call to AWS gave no good answer.
public struct AWSFailure: Error, Hashable, Codable, Sendable {
    /// What kind of failure it was.
    public enum Kind: String, Codable, Sendable {
        /// AWS answered with an error.
        case answered
        /// Nothing was sent: no connection, no credentials, no region.
        case notSent
        /// The request went out and no answer came back: its effect is unknown.
        case noAnswer
        /// The answer could not be understood.
        case malformed
    }

    /// What kind of failure it was.
    public var kind: Kind
    /// AWS's error code (`ResourceNotFoundException`), or one of ours in the same style.
    public var code: String
    /// AWS's message, or ours.
    public var message: String
    /// The HTTP status, 0 when there was no answer.
    public var status: Int
    /// AWS's id of the request, to name to its support.
    public var requestID: String?
    /// The reason that AWS gives beside the code (429: which limit was met).
    public var reason: String?
    /// Seconds to wait that AWS asked for.
    public var retryAfter: Int?
    /// Whether Lambda leaves `Type` out of this answer; matters only to the engine, which serves it.
    public var isUntyped = false

    /// Makes a failure; without `kind` it is one that AWS answered.
    public init(
        kind: Kind = .answered,
        code: String,
        message: String,
        status: Int = 0,
        requestID: String? = nil,
        reason: String? = nil,
        retryAfter: Int? = nil
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.status = status
        self.requestID = requestID
        self.reason = reason
        self.retryAfter = retryAfter
    }

    /// Whether the call may have had its effect all the same.
    public var isOutcomeUnknown: Bool {
        switch kind {
        case .noAnswer, .malformed: true
        case .notSent: false
        case .answered: status >= 500
        }
    }

    /// Whether AWS asked us to slow down.
    public var isThrottling: Bool {
        status == 429 || code == "Throttling" || code == "ThrottlingException"
            || code == "TooManyRequestsException" || code == "RequestLimitExceeded"
    }

    /// Whether the credentials were refused or have run out.
    public var isCredentials: Bool {
        [
            "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId",
            "UnrecognizedClientException", "InvalidSignatureException", "NoCredentials",
        ].contains(code)
    }
}
