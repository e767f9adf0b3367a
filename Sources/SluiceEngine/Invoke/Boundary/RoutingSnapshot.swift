// SPDX-License-Identifier: Apache-2.0

/// Who answers for which name: what the router reads on every invocation.
///
/// It is whole and immutable. The control plane publishes a new one after each change, before it
/// answers the call that made the change.
public struct RoutingSnapshot: Sendable, Hashable {
    /// Function's bare name → its routing.
    public var functions: [String: FunctionRouting]

    /// Makes a snapshot.
    public init(functions: [String: FunctionRouting] = [:]) { self.functions = functions }
}
