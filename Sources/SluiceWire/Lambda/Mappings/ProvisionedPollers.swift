// SPDX-License-Identifier: Apache-2.0

/// How many pollers are kept ready.
public struct ProvisionedPollers: Codable, Hashable, Sendable {
    /// At least.
    public var minimumPollers: Int?
    /// At most.
    public var maximumPollers: Int?
    /// The group that mappings share.
    public var pollerGroupName: String?

    /// Makes one from its parts.
    public init(
        minimumPollers: Int? = nil,
        maximumPollers: Int? = nil,
        pollerGroupName: String? = nil
    ) {
        self.minimumPollers = minimumPollers
        self.maximumPollers = maximumPollers
        self.pollerGroupName = pollerGroupName
    }
}
