// SPDX-License-Identifier: Apache-2.0

/// Why an object was not deleted.
public struct ObjectError: Codable, Hashable, Sendable {
    /// The object's key.
    public var key: String?
    /// The code of the failure.
    public var code: String?
    /// Why it failed.
    public var message: String?

    /// Makes one from its parts.
    public init(key: String? = nil, code: String? = nil, message: String? = nil) {
        self.key = key
        self.code = code
        self.message = message
    }
}
