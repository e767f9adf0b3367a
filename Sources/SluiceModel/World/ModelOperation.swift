// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

/// An operation that the model performs by itself.
public protocol ModelOperation: AWSOperation {
    /// Performs the operation; what it changes is listed by the model.
    func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output
}

/// What surrounds one call: its time, its chance and what it brought.
public struct Call: Sendable {
    /// When the call is performed.
    public let now: Timestamp
    /// Where ids are drawn from.
    public var chance: SeededRandom
    /// The package that the operation brings, or why it is refused.
    public let package: Result<CodePackage, AWSFailure>?

    /// The package, or why there is none.
    func requirePackage() throws(AWSFailure) -> CodePackage {
        guard let package else {
            throw .invalidParameter("Please provide a source for function code.")
        }
        return try package.get()
    }
}
