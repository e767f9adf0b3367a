// SPDX-License-Identifier: Apache-2.0

/// What the control plane asks of the invoke path: five questions, so that either can be tried
/// without the other.
struct Invoking: Sendable {
    /// Routes by this from now on; returns when it does.
    var publish: @Sendable (RoutingSnapshot) async -> Void
    /// Makes a call.
    var invoke: @Sendable (InvokeRequest) async -> InvokeAnswer
    /// How the workers stand that are kept ready for a version.
    var provision: @Sendable (_ function: String, _ version: String) async -> InvokeRouter.Provision
    /// What was counted since the last time.
    var drainTallies: @Sendable () async -> [InvocationTally]
    /// What was logged since the last time.
    var drainLogs: @Sendable () async -> [LogLine]
}
