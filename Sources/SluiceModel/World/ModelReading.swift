// SPDX-License-Identifier: Apache-2.0

public import SluiceWire

/// An operation that reads functions and changes nothing: it needs no copy of the model.
public protocol ModelReading: ModelOperation {
    /// Performs the operation.
    func perform(on model: LambdaModel) throws(AWSFailure) -> Output
}

extension ModelReading {
    /// Performs the operation as any other.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try perform(on: model)
    }
}

extension LambdaModel {
    /// What operations that read functions need: all but the metrics, which change with every call.
    public var withoutMetrics: LambdaModel {
        var model = self
        model.metrics = MetricStore()
        return model
    }
}
