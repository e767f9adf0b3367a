// SPDX-License-Identifier: Apache-2.0

/// The objects to delete.
public struct ObjectsToDelete: Codable, Hashable, Sendable {
    /// The objects.
    public var objects: [ObjectIdentifier]
    /// Whether only failures are answered.
    public var quiet: Bool?

    /// Makes one from its parts.
    public init(objects: [ObjectIdentifier], quiet: Bool? = nil) {
        self.objects = objects
        self.quiet = quiet
    }
}
