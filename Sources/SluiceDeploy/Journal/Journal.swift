// SPDX-License-Identifier: Apache-2.0
public import SluiceCore

/// The record of one rollout: what was appended is durable before `append` returns.
///
/// The driver appends first and acts then, so whatever happened in AWS is in here, at least as an
/// intention.
public protocol Journal: Sendable {
    /// Everything recorded so far, in order.
    func entries() async throws -> [Entry]
    /// Adds one entry at the end.
    func append(_ entry: Entry) async throws
}
