// SPDX-License-Identifier: Apache-2.0
public import SluiceCore

/// What other shells ask of one rollout.
///
/// A request stays until the journal holds it; its id keeps it from being folded twice.
public protocol RequestBox: Sendable {
    /// Where it lies, for messages and for the holder of a lock.
    var place: String { get }
    /// Adds a request; two shells cannot tear each other's.
    func append(_ request: Request) async throws
    /// Calls whoever drives, to hear whether anybody does; a call is no request and no event.
    func call(_ id: String) async throws
    /// The requests whose ids are not among these, and the ids of all calls.
    func look(without known: Set<String>) async throws -> (requests: [Request], calls: Set<String>)
}

extension RequestBox {
    /// The requests whose ids are not among these, in the order they came in.
    public func requests(without known: Set<String>) async throws -> [Request] {
        try await look(without: known).requests
    }
}
