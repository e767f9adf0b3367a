// SPDX-License-Identifier: Apache-2.0

/// A layer with its versions.
public struct LayerRecord: Codable, Hashable, Sendable {
    /// The layer's name.
    public var name: String
    /// The number that the next version gets; never goes back.
    public var nextVersion = 1
    /// The versions that were not deleted, ascending.
    public var versions: [LayerVersionRecord] = []

    /// The version of this number, or `nil`.
    func version(_ number: Int) -> LayerVersionRecord? {
        versions.first { $0.number == number }
    }
}
