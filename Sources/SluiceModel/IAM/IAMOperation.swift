// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// An operation that the model of IAM performs by itself.
public protocol IAMOperation: AWSOperation {
    /// Performs the operation.
    func perform(on model: inout IAMModel, in call: inout Call) throws(AWSFailure) -> Output
}
