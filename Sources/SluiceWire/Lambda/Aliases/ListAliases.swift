// SPDX-License-Identifier: Apache-2.0

/// Lists a function's aliases by name.
public struct ListAliases: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2015-03-31/functions/{FunctionName}/aliases",
        query: ["FunctionVersion": "FunctionVersion", "Marker": "Marker", "MaxItems": "MaxItems"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// Only aliases that name this version.
    public var functionVersion: String?
    /// Where to go on: `nextMarker` of the answer before.
    public var marker: String?
    /// At most this many in one answer.
    public var maxItems: Int?

    /// Makes the operation.
    public init(
        functionName: String,
        functionVersion: String? = nil,
        marker: String? = nil,
        maxItems: Int? = nil
    ) {
        self.functionName = functionName
        self.functionVersion = functionVersion
        self.marker = marker
        self.maxItems = maxItems
    }

    /// A page of aliases.
    public struct Output: Codable, Hashable, Sendable {
        /// Where to go on; absent when these were the last aliases.
        public var nextMarker: String?
        /// The aliases.
        public var aliases: [AliasConfiguration]

        /// Makes an answer.
        public init(nextMarker: String? = nil, aliases: [AliasConfiguration]) {
            self.nextMarker = nextMarker
            self.aliases = aliases
        }
    }
}
