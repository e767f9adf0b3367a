// SPDX-License-Identifier: Apache-2.0

/// Lists functions, or all versions of all functions.
public struct ListFunctions: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2015-03-31/functions",
        query: ["FunctionVersion": "FunctionVersion", "Marker": "Marker", "MaxItems": "MaxItems"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// `ALL` for the published versions too.
    public var functionVersion: String?
    /// Where to go on: `nextMarker` of the answer before.
    public var marker: String?
    /// At most this many in one answer.
    public var maxItems: Int?

    /// Makes the operation.
    public init(functionVersion: String? = nil, marker: String? = nil, maxItems: Int? = nil) {
        self.functionVersion = functionVersion
        self.marker = marker
        self.maxItems = maxItems
    }

    /// A page of functions.
    public struct Output: Codable, Hashable, Sendable {
        /// Where to go on; absent when these were the last functions.
        public var nextMarker: String?
        /// Configurations, without their states.
        public var functions: [FunctionConfiguration]

        /// Makes an answer.
        public init(nextMarker: String? = nil, functions: [FunctionConfiguration]) {
            self.nextMarker = nextMarker
            self.functions = functions
        }
    }
}
