// SPDX-License-Identifier: Apache-2.0

/// Where the parts of an operation go on the wire.
///
/// Names are AWS's own (`FunctionName`). A name that stands in the path template, in `query` or in
/// `headers` goes there; all others form the body.
public struct Route: Hashable, Sendable {
    /// The methods that AWS's services use.
    public enum Method: String, Sendable {
        case get = "GET"
        case put = "PUT"
        case post = "POST"
        case delete = "DELETE"
        case head = "HEAD"
    }

    /// The method.
    public let method: Method
    /// The path with `{Member}` in the place of a member.
    public let path: String
    /// Query key → member; often the same word.
    public let query: [String: String]
    /// Header → member, of the request.
    public let headers: [String: String]
    /// The member that is the whole body as raw bytes, if one is (`Payload` of Invoke).
    public let payload: String?
    /// The status of a good answer.
    public let status: Int
    /// Header → member, of the answer.
    public let answerHeaders: [String: String]
    /// The member of the answer that is its whole body as raw bytes, if one is.
    public let answerPayload: String?
    /// The member of the answer that holds the HTTP status, if one does.
    public let answerStatus: String?

    /// Makes a route; `status` is the HTTP status of success.
    public init(
        _ method: Method,
        _ path: String,
        query: [String: String] = [:],
        headers: [String: String] = [:],
        payload: String? = nil,
        status: Int = 200,
        answerHeaders: [String: String] = [:],
        answerPayload: String? = nil,
        answerStatus: String? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.payload = payload
        self.status = status
        self.answerHeaders = answerHeaders
        self.answerPayload = answerPayload
        self.answerStatus = answerStatus
    }

    /// The route of every operation of a service that has one address for all: `POST /`.
    public static let root = Route(.post, "/")
}
