// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// What is kept with an object and answered with it.
public struct ObjectHeaders: Codable, Hashable, Sendable {
    /// The media type; S3's own where none was sent.
    public var contentType: String?
    /// How long it may be kept by others.
    public var cacheControl: String?
    /// How browsers present it.
    public var contentDisposition: String?
    /// How the bytes are encoded.
    public var contentEncoding: String?
    /// The language of the bytes.
    public var contentLanguage: String?
    /// Until when it may be kept by others.
    public var expires: WireTimestamp?
    /// What the owner wrote to it.
    public var metadata: [String: String] = [:]
    /// Its tags.
    public var tags: [String: String] = [:]

    /// Makes headers of nothing.
    public init() {}
}
