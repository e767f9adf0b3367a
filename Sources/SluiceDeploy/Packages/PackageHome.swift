// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore

/// The packages of open rollouts, by their content, so that a rollout can be resumed after the
/// sources have changed.
public protocol PackageHome: Sendable {
    /// Keeps a copy of a package; what to refer to from now on.
    ///
    /// - Throws: When the bytes are not those that the reference names.
    func keep(_ code: CodeReference, at now: Timestamp) async throws -> CodeReference
    /// The bytes of a package: the kept ones, else those where the reference points.
    func bytes(of code: CodeReference) async throws -> [UInt8]
    /// Forgets the packages that were not used since then, but those that open rollouts name.
    ///
    /// What was used later may be about to be named by a rollout that begins: the finished rollout's own,
    /// too, where another one planned the same bytes.
    func forget(allBut kept: [CodeReference], unusedSince: Timestamp) async throws
}
