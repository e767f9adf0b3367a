// SPDX-License-Identifier: Apache-2.0

/// What the control plane asks of the invoke path: four questions, so that either can be tried
/// without the other.
struct Invoking: Sendable {
    /// Routes by this from now on; returns when it does.
    var publish: @Sendable (RoutingSnapshot) async -> Void
    /// Makes a call.
    var invoke: @Sendable (InvokeRequest) async -> InvokeAnswer
    /// What was counted since the last time.
    var drainTallies: @Sendable () async -> [InvocationTally]
    /// What was logged since the last time.
    var drainLogs: @Sendable () async -> [LogLine]
}
