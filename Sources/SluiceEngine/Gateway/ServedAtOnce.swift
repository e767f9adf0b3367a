// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// An operation that only reads a function or an alias, so that it is answered where it arrives.
protocol ServedAtOnce: ServedOperation {
    /// Performs the operation.
    func read(in model: LambdaModel, _ context: ServeContext) throws(AWSFailure) -> Output
}

extension ServedAtOnce where Self: ModelReading {
    /// The model knows all about it.
    func read(in model: LambdaModel, _ context: ServeContext) throws(AWSFailure) -> Output {
        try perform(on: model)
    }
}
