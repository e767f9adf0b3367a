// SPDX-License-Identifier: Apache-2.0

/// Lists a function's provisioned concurrency.
public struct ListProvisionedConcurrencyConfigs: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL",
        query: ["Marker": "Marker", "MaxItems": "MaxItems"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// Where to go on, from the page before.
    public var marker: String?
    /// Items on a page.
    public var maxItems: Int?

    /// Makes the operation.
    public init(functionName: String, marker: String? = nil, maxItems: Int? = nil) {
        self.functionName = functionName
        self.marker = marker
        self.maxItems = maxItems
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The page.
        public var provisionedConcurrencyConfigs: [ProvisionedConcurrencyItem]?
        /// Where to go on; absent at the end.
        public var nextMarker: String?

        /// Makes an answer.
        public init(
            provisionedConcurrencyConfigs: [ProvisionedConcurrencyItem]? = nil,
            nextMarker: String? = nil
        ) {
            self.provisionedConcurrencyConfigs = provisionedConcurrencyConfigs
            self.nextMarker = nextMarker
        }
    }
}
