// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A weight for the candidate and how long it must hold there.
public struct Step: Hashable, Codable, Sendable {
    /// The candidate's share: more than none, at most all.
    public var weight: Weight
    /// How long the candidate bakes at this weight.
    public var bake: Duration

    /// Makes a step.
    public init(weight: Weight, bake: Duration) {
        self.weight = weight
        self.bake = bake
    }
}
