// SPDX-License-Identifier: Apache-2.0

import SluiceWire

extension MappingSource {
    /// Refuses values that are out of range, whatever the source.
    static func check(_ answer: EventSourceMapping) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(
            answer.parallelizationFactor,
            at: "parallelizationFactor",
            in: 1...10
        )
        constraints.check(
            answer.maximumRecordAgeInSeconds,
            at: "maximumRecordAgeInSeconds",
            in: -1...604_800
        )
        constraints.check(
            answer.maximumRetryAttempts,
            at: "maximumRetryAttempts",
            in: -1...10_000
        )
        constraints.check(
            answer.tumblingWindowInSeconds,
            at: "tumblingWindowInSeconds",
            in: 0...900
        )
        constraints.check(
            list: answer.functionResponseTypes,
            at: "functionResponseTypes",
            oneOf: ["ReportBatchItemFailures"],
            count: 1
        )
        constraints.check(
            answer.scalingConfig?.maximumConcurrency,
            at: "scalingConfig.maximumConcurrency",
            in: 2...1_000
        )
        try constraints.enforce()
    }

    /// Refuses what only streams have, for a queue.
    func refuseForeign(_ answer: EventSourceMapping) throws(AWSFailure) {
        guard kind == .queue else { return }
        if answer.startingPosition != nil {
            throw .invalidParameter("StartingPosition is not valid for SQS event sources.")
        }
        let foreign: [(String, Bool)] = [
            ("BisectBatchOnFunctionError", answer.bisectBatchOnFunctionError != nil),
            ("MaximumRecordAgeInSeconds", answer.maximumRecordAgeInSeconds != nil),
            ("MaximumRetryAttempts", answer.maximumRetryAttempts != nil),
            ("ParallelizationFactor", answer.parallelizationFactor != nil),
            ("TumblingWindowInSeconds", answer.tumblingWindowInSeconds != nil),
        ]
        guard let name = foreign.first(where: \.1)?.0 else { return }
        throw .invalidParameter(
            "Unsupported \(name) parameter for given event source mapping type."
        )
    }
}
