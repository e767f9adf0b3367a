// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A time in a member that AWS's models call a timestamp.
///
/// It is a number of seconds in JSON and ISO-8601 text in XML and forms. Members that are plain
/// numbers of milliseconds (CloudWatch Logs has them) are of type `Timestamp` instead.
public struct WireTimestamp: Hashable, Codable, Sendable {
    /// The point in time.
    public var time: Timestamp

    /// Wraps a point in time.
    public init(_ time: Timestamp) { self.time = time }

    /// Reads the plain number of milliseconds that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws { time = try Timestamp(from: decoder) }

    /// Writes a plain number of milliseconds; the codecs of this room write the wire's form.
    public func encode(to encoder: any Encoder) throws { try time.encode(to: encoder) }
}
