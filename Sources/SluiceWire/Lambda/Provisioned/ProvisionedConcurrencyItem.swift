// SPDX-License-Identifier: Apache-2.0

/// One provisioned concurrency in a list.
public struct ProvisionedConcurrencyItem: Codable, Hashable, Sendable {
    /// The function's ARN, qualified as it was asked for.
    public var functionArn: String?
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
        functionArn: String? = nil,
        requestedProvisionedConcurrentExecutions: Int? = nil,
        availableProvisionedConcurrentExecutions: Int? = nil,
        allocatedProvisionedConcurrentExecutions: Int? = nil,
        status: String? = nil,
        statusReason: String? = nil,
        lastModified: String? = nil
    ) {
        self.functionArn = functionArn
        self.requestedProvisionedConcurrentExecutions = requestedProvisionedConcurrentExecutions
        self.availableProvisionedConcurrentExecutions = availableProvisionedConcurrentExecutions
        self.allocatedProvisionedConcurrentExecutions = allocatedProvisionedConcurrentExecutions
        self.status = status
        self.statusReason = statusReason
        self.lastModified = lastModified
    }
}
