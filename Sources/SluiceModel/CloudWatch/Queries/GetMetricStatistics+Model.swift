// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension GetMetricStatistics: ModelOperation {
    /// Answers figures of one metric, of each unit by itself.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let extended = try check()
        let needsValues = !extended.isEmpty
        // Periods are counted from the start, brought down to a minute where they are minutes.
        let grain = Int64(period >= 60 ? 60 : period)
        let anchor = startTime.time.second - startTime.time.second.remainder(by: grain)
        var span = MetricStore.Span(
            key: MetricKey(
                namespace: namespace,
                name: metricName,
                dimensions: (dimensions ?? []).map { MetricKey.Dimension($0.name, $0.value) }
            ),
            unit: unit,
            period: Int64(period),
            start: startTime.time,
            end: endTime.time,
            anchor: anchor
        )
        var datapoints: [MetricDatapoint] = []
        for unit in model.metrics.units(span) where self.unit == nil || self.unit == unit {
            span.unit = unit
            let samples = model.metrics.samples(span, keepingValues: needsValues, now: call.now)
            for (second, sample) in samples {
                datapoints.append(datapoint(of: sample, at: second, unit, extended))
            }
        }
        return Output(label: metricName, datapoints: datapoints)
    }

    private func datapoint(
        of sample: MetricSample,
        at second: Int64,
        _ unit: String,
        _ extended: [(name: String, statistic: MetricStatistic)]
    ) -> MetricDatapoint {
        func figure(_ name: String) -> Double? {
            guard statistics?.contains(name) ?? false else { return nil }
            return MetricStatistic(name)?.value(of: sample)
        }
        var figures: [String: Double] = [:]
        for (name, statistic) in extended { figures[name] = statistic.value(of: sample) }
        return MetricDatapoint(
            timestamp: WireTimestamp(Timestamp(second: second)),
            sampleCount: figure("SampleCount"),
            average: figure("Average"),
            sum: figure("Sum"),
            minimum: figure("Minimum"),
            maximum: figure("Maximum"),
            unit: unit,
            extendedStatistics: extended.isEmpty ? nil : figures
        )
    }

    private func check() throws(AWSFailure) -> [(name: String, statistic: MetricStatistic)] {
        guard startTime.time < endTime.time else {
            throw .cloudWatch(
                "InvalidParameterValue",
                "The parameter StartTime must be less than the parameter EndTime."
            )
        }
        guard statistics?.isEmpty == false || extendedStatistics?.isEmpty == false else {
            throw .cloudWatch(
                "InvalidParameterCombination",
                "At least one of the parameters Statistics and ExtendedStatistics must be "
                    + "specified."
            )
        }
        var faults = Constraints()
        for name in statistics ?? [] {
            faults.check(name, at: "statistics", oneOf: MetricDatum.statistics)
        }
        faults.check(unit, at: "unit", oneOf: MetricDatum.units)
        try faults.enforce(as: "ValidationError")
        try MetricQueries.check(period: period)
        let span = startTime.time.duration(to: endTime.time).components.seconds
        let count = (span + Int64(period) - 1) / Int64(period)
        guard count <= Limits.metricStatisticsMax else {
            throw .cloudWatch(
                "InvalidParameterCombination",
                "You have requested up to \(count) datapoints, which exceeds the limit of "
                    + "\(Limits.metricStatisticsMax). You may reduce the datapoints requested by "
                    + "increasing Period, or decreasing the time range."
            )
        }
        return try extended()
    }

    private func extended() throws(AWSFailure) -> [(name: String, statistic: MetricStatistic)] {
        var extended: [(String, MetricStatistic)] = []
        for name in extendedStatistics ?? [] {
            guard let statistic = MetricStatistic(name), !statistic.isBasic else {
                throw .cloudWatch(
                    "InvalidParameterValue",
                    "The value \(name) for parameter ExtendedStatistics is not supported."
                )
            }
            extended.append((name, statistic))
        }
        return extended
    }
}
