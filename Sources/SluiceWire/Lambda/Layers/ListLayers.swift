// SPDX-License-Identifier: Apache-2.0

/// Lists layers, each with its latest version.
public struct ListLayers: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2018-10-31/layers",
        query: [
            "CompatibleRuntime": "CompatibleRuntime", "Marker": "Marker", "MaxItems": "MaxItems",
            "CompatibleArchitecture": "CompatibleArchitecture",
        ]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Only those made for this runtime.
    public var compatibleRuntime: String?
    /// Where to go on, from the page before.
    public var marker: String?
    /// Items on a page.
    public var maxItems: Int?
    /// Only those made for this instruction set.
    public var compatibleArchitecture: String?

    /// Makes the operation.
    public init(
        compatibleRuntime: String? = nil,
        marker: String? = nil,
        maxItems: Int? = nil,
        compatibleArchitecture: String? = nil
    ) {
        self.compatibleRuntime = compatibleRuntime
        self.marker = marker
        self.maxItems = maxItems
        self.compatibleArchitecture = compatibleArchitecture
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// Where to go on; absent at the end.
        public var nextMarker: String?
        /// The page.
        public var layers: [LayerItem]?

        /// Makes an answer.
        public init(nextMarker: String? = nil, layers: [LayerItem]? = nil) {
            self.nextMarker = nextMarker
            self.layers = layers
        }
    }
}
