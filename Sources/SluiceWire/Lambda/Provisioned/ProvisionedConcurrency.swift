// SPDX-License-Identifier: Apache-2.0

/// How far a provisioned concurrency is.
public struct ProvisionedConcurrency: Codable, Hashable, Sendable {
    /// Workers that were asked for.
    public var requestedProvisionedConcurrentExecutions: Int?
    /// Workers that are ready.
    public var availableProvisionedConcurrentExecutions: Int?
    /// Workers that there are.
    public var allocatedProvisionedConcurrentExecutions: Int?
    /// `IN_PROGRESS`, `READY` or `FAILED`.
    public var status: String?
    /// Why it failed.
    public var statusReason: String?
    /// When it last changed.
    public var lastModified: String?

    /// Makes one from its parts.
    public init(
        requestedProvisionedConcurrentExecutions: Int? = nil,
        availableProvisionedConcurrentExecutions: Int? = nil,
        allocatedProvisionedConcurrentExecutions: Int? = nil,
        status: String? = nil,
        statusReason: String? = nil,
        lastModified: String? = nil
    ) {
        self.requestedProvisionedConcurrentExecutions = requestedProvisionedConcurrentExecutions
        self.availableProvisionedConcurrentExecutions = availableProvisionedConcurrentExecutions
        self.allocatedProvisionedConcurrentExecutions = allocatedProvisionedConcurrentExecutions
        self.status = status
        self.statusReason = statusReason
        self.lastModified = lastModified
    }
}
