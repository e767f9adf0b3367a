// SPDX-License-Identifier: Apache-2.0

/// Lists a function's versions: `$LATEST` first, then ascending.
public struct ListVersionsByFunction: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2015-03-31/functions/{FunctionName}/versions",
        query: ["Marker": "Marker", "MaxItems": "MaxItems"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// Where to go on: `nextMarker` of the answer before.
    public var marker: String?
    /// At most this many in one answer.
    public var maxItems: Int?

    /// Makes the operation.
    public init(functionName: String, marker: String? = nil, maxItems: Int? = nil) {
        self.functionName = functionName
        self.marker = marker
        self.maxItems = maxItems
    }

    /// A page of versions.
    public struct Output: Codable, Hashable, Sendable {
        /// Where to go on; absent when these were the last versions.
        public var nextMarker: String?
        /// Configurations, without their states.
        public var versions: [FunctionConfiguration]

        /// Makes an answer.
        public init(nextMarker: String? = nil, versions: [FunctionConfiguration]) {
            self.nextMarker = nextMarker
            self.versions = versions
        }
    }
}
