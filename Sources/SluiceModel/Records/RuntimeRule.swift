// SPDX-License-Identifier: Apache-2.0

/// When the runtime of a version is updated; stored and answered.
public struct RuntimeRule: Codable, Hashable, Sendable {
    /// `Auto`, `FunctionUpdate` or `Manual`.
    public var updateOn: String
    /// The pinned runtime, with `Manual`.
    public var runtimeARN: String?
}
