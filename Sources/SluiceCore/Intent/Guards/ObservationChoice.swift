// SPDX-License-Identifier: Apache-2.0

/// Where a rollout is to look for calls and failures (`observe`).
public enum ObservationChoice: String, Hashable, Codable, Sendable, CaseIterable {
    /// Metrics, by the second where the endpoint keeps seconds.
    case auto
    /// Metrics of CloudWatch.
    case metrics
    /// The versions' log streams, where their limits allow it.
    case logs
}
