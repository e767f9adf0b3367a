// SPDX-License-Identifier: Apache-2.0

/// Lists mappings.
public struct ListEventSourceMappings: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2015-03-31/event-source-mappings",
        query: [
            "EventSourceArn": "EventSourceArn", "FunctionName": "FunctionName", "Marker": "Marker",
            "MaxItems": "MaxItems",
        ]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The stream, queue or cluster.
    public var eventSourceArn: String?
    /// A name, an ARN, or either with a qualifier.
    public var functionName: String?
    /// Where to go on, from the page before.
    public var marker: String?
    /// Items on a page.
    public var maxItems: Int?

    /// Makes the operation.
    public init(
        eventSourceArn: String? = nil,
        functionName: String? = nil,
        marker: String? = nil,
        maxItems: Int? = nil
    ) {
        self.eventSourceArn = eventSourceArn
        self.functionName = functionName
        self.marker = marker
        self.maxItems = maxItems
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// Where to go on; absent at the end.
        public var nextMarker: String?
        /// The page.
        public var eventSourceMappings: [EventSourceMapping]?

        /// Makes an answer.
        public init(nextMarker: String? = nil, eventSourceMappings: [EventSourceMapping]? = nil) {
            self.nextMarker = nextMarker
            self.eventSourceMappings = eventSourceMappings
        }
    }
}
