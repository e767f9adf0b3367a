// SPDX-License-Identifier: Apache-2.0

/// The one seam between Sluice and AWS.
///
/// Real AWS and `sluice local` over HTTP, the engine in process and the simulator stand behind it;
/// decorators (retry, refuse writes) wrap the one method. Nothing else in the product is mocked.
public protocol AWSTransport: Sendable {
    /// Sends one operation and returns AWS's answer.
    ///
    /// - Throws: `AWSFailure`, also when no answer came: then the effect may or may not be there
    ///   (`AWSFailure.isOutcomeUnknown`).
    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output
}
