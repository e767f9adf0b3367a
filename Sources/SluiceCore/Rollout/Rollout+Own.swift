// SPDX-License-Identifier: Apache-2.0

extension Rollout {
    /// The request ids of Sluice's own calls: gates' and probes', which are nobody's traffic.
    public var ownRequests: Set<String> {
        Set(gates.values.compactMap(\.request))
    }
}
