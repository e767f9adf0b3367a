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
    /// Query keys and headers without which the operation is not meant, though the path is its own.
    public let needs: [String]
    /// Header → member, of the request.
    public let headers: [String: String]
    /// The headers that hold a list, with commas between its parts.
    public let headerLists: [String]
    /// How headers begin → the member that holds them all, by the rest of their names.
    public let headerPrefixes: [String: String]
    /// The member that is the whole body as raw bytes, if one is (`Payload` of Invoke).
    public let payload: String?
    /// The element that a payload of XML is; none when the payload is raw bytes.
    public let payloadElement: String?
    /// The status of a good answer.
    public let status: Int
    /// Header → member, of the answer.
    public let answerHeaders: [String: String]
    /// How headers of the answer begin → the member that holds them all.
    public let answerHeaderPrefixes: [String: String]
    /// The member of the answer that is its whole body as raw bytes, if one is.
    public let answerPayload: String?
    /// The member of the answer that holds the HTTP status, if one does.
    public let answerStatus: String?
    /// The element that an answer of XML is.
    public let answerElement: String?

    /// Makes a route; `status` is the HTTP status of success.
    public init(
        _ method: Method,
        _ path: String,
        query: [String: String] = [:],
        needs: [String] = [],
        headers: [String: String] = [:],
        headerLists: [String] = [],
        headerPrefixes: [String: String] = [:],
        payload: String? = nil,
        payloadElement: String? = nil,
        status: Int = 200,
        answerHeaders: [String: String] = [:],
        answerHeaderPrefixes: [String: String] = [:],
        answerPayload: String? = nil,
        answerStatus: String? = nil,
        answerElement: String? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.needs = needs
        self.headers = headers
        self.headerLists = headerLists
        self.headerPrefixes = headerPrefixes
        self.payload = payload
        self.payloadElement = payloadElement
        self.status = status
        self.answerHeaders = answerHeaders
        self.answerHeaderPrefixes = answerHeaderPrefixes
        self.answerPayload = answerPayload
        self.answerStatus = answerStatus
        self.answerElement = answerElement
    }

    /// The route of every operation of a service that has one address for all: `POST /`.
    public static let root = Route(.post, "/")
}
