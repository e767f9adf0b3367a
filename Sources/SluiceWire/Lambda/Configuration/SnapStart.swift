// SPDX-License-Identifier: Apache-2.0

/// Whether published versions start from a snapshot.
public struct SnapStart: Codable, Hashable, Sendable {
    /// `None` or `PublishedVersions`.
    public var applyOn: String?
    /// `On` or `Off`; only in answers.
    public var optimizationStatus: String?

    /// Makes one from its parts.
    public init(applyOn: String? = nil, optimizationStatus: String? = nil) {
        self.applyOn = applyOn
        self.optimizationStatus = optimizationStatus
    }
}
