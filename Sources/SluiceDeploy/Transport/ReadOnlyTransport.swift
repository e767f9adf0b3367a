// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// Refuses every operation that changes something: what `plan` and `status` wear.
///
/// A dry run then cannot write, whatever the code above it does.
public struct ReadOnlyTransport: AWSTransport {
    private let base: any AWSTransport

    /// Wraps a transport.
    public init(_ base: any AWSTransport) { self.base = base }

    /// Sends an operation that only reads; refuses any other before it is sent.
    public func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        guard Operation.isRead else {
            throw AWSFailure(
                kind: .notSent,
                code: "ReadOnly",
                message: "\(Operation.name) would change something, and this command only reads"
            )
        }
        return try await base.send(operation)
    }
}

extension AWSOperation {
    /// Whether the operation changes nothing, by AWS's own naming.
    static var isRead: Bool {
        ["Get", "List", "Head", "Describe", "Filter"].contains { name.hasPrefix($0) }
    }
}
