// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

extension PutMetricData: ModelOperation {
    /// Records measurements: all of them or, where one is refused, none.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try model.record(self, at: call.now)
        return Output()
    }

    /// What the request brings, checked.
    fileprivate func measurements(
        at now: Timestamp
    ) throws(AWSFailure) -> [(key: MetricKey, unit: String, second: Int64, sample: MetricSample)] {
        guard let metricData, !metricData.isEmpty else { throw .missing("MetricData") }
        guard !namespace.isEmpty, namespace.utf8.count <= 255, !namespace.hasPrefix(":") else {
            throw .invalidValue("The value \(namespace) for parameter Namespace is invalid.")
        }
        guard !namespace.hasPrefix("AWS/") else {
            throw .invalidValue("The value AWS/ for parameter Namespace is invalid.")
        }
        guard metricData.count <= Limits.metricDataMax else {
            throw .validationError(
                "The collection MetricData must not have a size greater than "
                    + "\(Limits.metricDataMax)."
            )
        }
        var measurements: [(MetricKey, String, Int64, MetricSample)] = []
        measurements.reserveCapacity(metricData.count)
        for (index, datum) in metricData.enumerated() {
            let member = "MetricData.member.\(index + 1)"
            try datum.checkPresence(member)
            let sample = try datum.sample(member)
            let time = try datum.time(member, now)
            let key = MetricKey(
                namespace: namespace,
                name: datum.metricName,
                dimensions: (datum.dimensions ?? []).map { MetricKey.Dimension($0.name, $0.value) }
            )
            if let sample { measurements.append((key, datum.unit ?? "None", time.second, sample)) }
        }
        return measurements
    }
}

extension LambdaModel {
    /// Records measurements that a client sends.
    ///
    /// - Parameters:
    ///   - put: the measurements.
    ///   - now: when they come; the time of those that have none.
    /// - Throws: CloudWatch's refusal; then nothing is recorded.
    public mutating func record(_ put: PutMetricData, at now: Timestamp) throws(AWSFailure) {
        try metrics.record(try put.measurements(at: now))
    }
}

extension MetricStore {
    /// Adds measurements, unless there is no room for all of their metrics.
    fileprivate mutating func record(
        _ measurements: [(key: MetricKey, unit: String, second: Int64, sample: MetricSample)]
    ) throws(AWSFailure) {
        var fresh: Set<MetricKey> = []
        for measurement in measurements where series[measurement.key] == nil {
            fresh.insert(measurement.key)
        }
        guard fresh.isEmpty || series.count + fresh.count <= seriesMax else {
            throw .cloudWatch(
                "LimitExceeded",
                "This engine keeps at most \(seriesMax) metrics, and has \(series.count): "
                    + "give metrics fewer dimensions, or start with an empty data directory."
            )
        }
        for (key, unit, second, sample) in measurements {
            add(sample, to: key, unit: unit, at: second)
        }
    }
}

extension MetricDatum {
    /// Names of the statistics that are no extended ones.
    static let statistics = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"]

    /// The units that CloudWatch knows.
    static let units =
        ["Seconds", "Microseconds", "Milliseconds"]
        + ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"]
        + ["Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count"]
        + ["Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second"]
        + ["Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second"]
        + ["Gigabits/Second", "Terabits/Second", "Count/Second", "None"]

    private static let knownUnits = Set(units)

    /// When it was measured; CloudWatch takes two weeks of the past and two hours of the future.
    fileprivate func time(_ member: String, _ now: Timestamp) throws(AWSFailure) -> Timestamp {
        guard let time = timestamp?.time else { return now }
        if time.second < now.second - Limits.metricPastMax {
            throw .invalidValue(
                "The parameter \(member).Timestamp must specify a time no more than two weeks in "
                    + "the past."
            )
        }
        if time.second > now.second + Limits.metricFutureMax {
            throw .invalidValue(
                "The parameter \(member).Timestamp must specify a time no more than two hours in "
                    + "the future."
            )
        }
        return time
    }

    /// What was measured; `nil` when it was nothing, as counts of 0 say.
    fileprivate func sample(_ member: String) throws(AWSFailure) -> MetricSample? {
        try checkNames(member)
        let values = values.flatMap { $0.isEmpty ? nil : $0 }
        if value != nil, values != nil { throw .exclusive(member, "Value", "Values") }
        if value != nil, statisticValues != nil {
            throw .exclusive(member, "Value", "StatisticValues")
        }
        if values != nil, statisticValues != nil {
            throw .exclusive(member, "Values", "StatisticValues")
        }
        if let value {
            try Self.check(value, "\(member).Value")
            return MetricSample(value)
        }
        if let statisticValues { return try Self.sample(statisticValues, member) }
        guard let values else { throw .missing("\(member).Value") }
        return try sample(values, member)
    }

    private func checkNames(_ member: String) throws(AWSFailure) {
        guard !metricName.isEmpty, metricName.utf8.count <= 255 else {
            throw .invalidValue(
                "The parameter \(member).MetricName must be 1 to 255 characters long."
            )
        }
        if let unit, !Self.knownUnits.contains(unit) {
            throw .invalidValue(
                "The parameter \(member).Unit must be a value in the set "
                    + "[\(Self.units.joined(separator: ", "))]."
            )
        }
        if let storageResolution, storageResolution != 1, storageResolution != 60 {
            throw .invalidValue("The parameter \(member).StorageResolution must be 1 or 60.")
        }
        guard let dimensions else { return }
        guard dimensions.count <= Limits.metricDimensionsMax else {
            throw .validationError(
                "The collection \(member).Dimensions must not have a size greater than "
                    + "\(Limits.metricDimensionsMax)."
            )
        }
        for (index, dimension) in dimensions.enumerated() {
            if dimension.name.isEmpty || dimension.value.isEmpty {
                throw .invalidValue(
                    "The parameter \(member).Dimensions.member.\(index + 1)."
                        + "\(dimension.name.isEmpty ? "Name" : "Value") must not be empty."
                )
            }
        }
    }

    private func sample(
        _ values: [Double],
        _ member: String
    ) throws(AWSFailure) -> MetricSample? {
        let counts = counts ?? values.map { _ in 1 }
        guard values.count == counts.count else {
            throw .invalidValue(
                "The parameters \(member).Values and \(member).Counts must be of the same size."
            )
        }
        guard values.count <= Limits.metricValuesMax else {
            throw .invalidValue(
                "The collection \(member).Values must not have a size greater than "
                    + "\(Limits.metricValuesMax)."
            )
        }
        var points: [Distribution.Point] = []
        for (value, count) in zip(values, counts) {
            try Self.check(value, "\(member).Values")
            try Self.check(count, "\(member).Counts")
            guard count >= 0 else {
                throw .invalidValue("The value \(count) for parameter \(member).Counts is invalid.")
            }
            points.append(Distribution.Point(value, count))
        }
        return MetricSample(points: points)
    }

    private static func sample(
        _ set: StatisticSet,
        _ member: String
    ) throws(AWSFailure) -> MetricSample? {
        for value in [set.sampleCount, set.sum, set.minimum, set.maximum] {
            try check(value, "\(member).StatisticValues")
        }
        guard set.minimum <= set.maximum, set.sampleCount >= 0 else {
            throw .invalidValue(
                "The values of \(member).StatisticValues contradict each other: Minimum must not be "
                    + "greater than Maximum, and SampleCount not negative."
            )
        }
        guard set.sampleCount > 0 else { return nil }
        return MetricSample(
            count: set.sampleCount,
            sum: set.sum,
            minimum: set.minimum,
            maximum: set.maximum
        )
    }

    /// The greatest number that CloudWatch takes: 2 to the power of 360.
    private static let greatest = Double(sign: .plus, exponent: 360, significand: 1)

    /// Refuses names and values that are empty: they count as left out.
    fileprivate func checkPresence(_ member: String) throws(AWSFailure) {
        if metricName.isEmpty { throw .missing("\(member).MetricName") }
        for (index, dimension) in (dimensions ?? []).enumerated() {
            let place = "\(member).Dimensions.member.\(index + 1)"
            if dimension.name.isEmpty { throw .missing("\(place).Name") }
            if dimension.value.isEmpty { throw .missing("\(place).Value") }
        }
    }

    private static func check(_ value: Double, _ member: String) throws(AWSFailure) {
        guard abs(value) <= greatest else {
            let shown = value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : "\(value)"
            throw .invalidValue(
                "The value \(value.isNaN ? "NaN" : shown) for parameter \(member) is invalid."
            )
        }
    }
}

extension AWSFailure {
    /// 400: a value that cannot be.
    static func invalidValue(_ message: String) -> AWSFailure {
        .cloudWatch("InvalidParameterValue", message)
    }

    fileprivate static func exclusive(
        _ member: String,
        _ one: String,
        _ other: String
    ) -> AWSFailure {
        .cloudWatch(
            "InvalidParameterCombination",
            "The parameters \(member).\(one) and \(member).\(other) are mutually exclusive and you "
                + "have specified both."
        )
    }
}
