// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// The calls as they were counted once more after a rollout's end: the judge stops reading when it
/// has decided, and calls go on until the alias is written.
///
/// It tells who was hurt; what was decided stays as it was.
public struct Aftermath: Hashable, Sendable {
    /// The judge with what was read then.
    public var judge: Judge
    /// The failed calls of the candidate that its log told of; `nil` where that was not read.
    public var logged: Int?
    /// When it was read.
    public var at: Timestamp
}
