// SPDX-License-Identifier: Apache-2.0

/// Lists the functions that have certain signing rules.
public struct ListFunctionsByCodeSigningConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions",
        query: ["Marker": "Marker", "MaxItems": "MaxItems"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The rules' ARN.
    public var codeSigningConfigArn: String
    /// Where to go on, from the page before.
    public var marker: String?
    /// Items on a page.
    public var maxItems: Int?

    /// Makes the operation.
    public init(codeSigningConfigArn: String, marker: String? = nil, maxItems: Int? = nil) {
        self.codeSigningConfigArn = codeSigningConfigArn
        self.marker = marker
        self.maxItems = maxItems
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// Where to go on; absent at the end.
        public var nextMarker: String?
        /// The page.
        public var functionArns: [String]?

        /// Makes an answer.
        public init(nextMarker: String? = nil, functionArns: [String]? = nil) {
            self.nextMarker = nextMarker
            self.functionArns = functionArns
        }
    }
}
