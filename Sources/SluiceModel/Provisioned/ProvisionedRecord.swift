// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
import SluiceWire

/// The provisioned concurrency of a version or an alias.
public struct ProvisionedRecord: Codable, Hashable, Sendable {
    /// How far it is.
    public enum Status: String, Codable, Sendable {
        case inProgress = "IN_PROGRESS"
        case ready = "READY"
        case failed = "FAILED"
    }

    /// Workers that were asked for.
    public var requested: Int
    /// How far it is.
    public var status: Status
    /// Why it failed.
    public var reason: String?
    /// When it was asked for.
    public var changedAt: Timestamp
    /// When a model without workers calls it ready.
    public var readyAt: Timestamp

    /// The record as Lambda describes it.
    var description: ProvisionedConcurrency {
        let there = status == .ready ? requested : 0
        return ProvisionedConcurrency(
            requestedProvisionedConcurrentExecutions: requested,
            availableProvisionedConcurrentExecutions: there,
            allocatedProvisionedConcurrentExecutions: there,
            status: status.rawValue,
            statusReason: reason,
            lastModified: changedAt.lambdaText
        )
    }
}
