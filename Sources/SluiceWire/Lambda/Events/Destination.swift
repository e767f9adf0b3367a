// SPDX-License-Identifier: Apache-2.0

/// Where one kind of result goes.
public struct Destination: Codable, Hashable, Sendable {
    /// The ARN of a function, queue, topic or bus.
    public var destination: String?

    /// Makes one from its parts.
    public init(destination: String? = nil) {
        self.destination = destination
    }
}
