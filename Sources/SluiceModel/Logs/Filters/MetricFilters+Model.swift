// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

extension PutMetricFilter: ModelOperation {
    /// Keeps the filter; whether there is such a group is the caller's to know.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let transformation = try checkedTransformation()
        try GroupFilterRules.check(
            filterName,
            filterPattern,
            among: (model.metricFilters[logGroupName] ?? [:]).keys,
            max: Limits.metricFiltersMax
        )
        model.commit(
            .metricFilter(
                MetricFilterRecord(
                    group: logGroupName,
                    name: filterName,
                    pattern: filterPattern,
                    transformation: transformation,
                    createdAt: call.now
                )
            )
        )
        return Output()
    }

    private func checkedTransformation() throws(AWSFailure) -> MetricTransformation {
        var faults = Constraints()
        if metricTransformations.count != 1 {
            let word = metricTransformations.isEmpty ? "greater" : "less"
            faults.fault(
                "[]",
                at: "metricTransformations",
                "Member must have length \(word) than or equal to 1"
            )
        }
        try faults.enforce(as: "InvalidParameterException")
        let transformation = metricTransformations[0]
        faults.check(
            transformation.unit,
            at: "metricTransformations.1.member.unit",
            oneOf: MetricDatum.units
        )
        try faults.enforce(as: "InvalidParameterException")
        let value = transformation.metricValue
        guard Double(value) != nil || value.hasPrefix("$") else {
            throw .invalidFilter(
                "the metric value '\(value)' is neither a number nor a '$' selector"
            )
        }
        if transformation.defaultValue != nil, transformation.dimensions?.isEmpty == false {
            throw .invalidFilter("a default value and dimensions exclude each other")
        }
        if let dimensions = transformation.dimensions,
            dimensions.count > 3 || !dimensions.values.allSatisfy({ $0.hasPrefix("$") })
        {
            throw .invalidFilter("dimensions are at most three '$' selectors")
        }
        return transformation
    }
}

extension DeleteMetricFilter: ModelOperation {
    /// Deletes the filter.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try GroupFilterRules.requirePresent(
            filterName,
            among: model.metricFilters[logGroupName]?.keys,
            kind: "metric"
        )
        model.commit(.metricFilterRemoved(group: logGroupName, name: filterName))
        return Output()
    }
}

extension TestMetricFilter: ModelOperation {
    /// Tries the pattern on each event; nothing changes.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var faults = Constraints()
        if logEventMessages.isEmpty || logEventMessages.count > Limits.testedEventsMax {
            let (word, bound) =
                logEventMessages.isEmpty ? ("greater", 1) : ("less", Limits.testedEventsMax)
            faults.fault(
                "[]",
                at: "logEventMessages",
                "Member must have length \(word) than or equal to \(bound)"
            )
        }
        try faults.enforce(as: "InvalidParameterException")
        let pattern = try FilterPattern(filterPattern)
        let matches = logEventMessages.enumerated().filter { pattern.matches($0.element) }
        return Output(
            matches: matches.map { place, message in
                MetricFilterMatchRecord(
                    eventNumber: Int64(place + 1),
                    eventMessage: message,
                    extractedValues: pattern.extracted(from: message)
                )
            }
        )
    }
}

extension LambdaModel {
    /// Deletes the filters of both kinds of a group that is gone.
    public mutating func removeFilters(of group: String) {
        for name in (metricFilters[group] ?? [:]).keys.sorted() {
            commit(.metricFilterRemoved(group: group, name: name))
        }
        for name in (subscriptionFilters[group] ?? [:]).keys.sorted() {
            commit(.subscriptionFilterRemoved(group: group, name: name))
        }
    }

    /// Records what the filters of a group make of events that came together.
    ///
    /// What no metric can take, a value that is no number among it, is left out as by AWS.
    public mutating func recordFiltered(
        _ events: [(at: Timestamp, message: String)],
        of group: String,
        at now: Timestamp
    ) {
        for filter in (metricFilters[group] ?? [:]).values.sorted(by: { $0.name < $1.name }) {
            // It was read when it was put.
            guard let pattern = try? FilterPattern(filter.pattern) else { continue }
            let matching = events.filter { pattern.matches($0.message) }
            var data = matching.compactMap { filter.datum(of: $0.message, at: $0.at, pattern) }
            if matching.isEmpty, let last = events.last,
                let value = filter.transformation.defaultValue
            {
                data = [filter.datum(value, [], at: last.at)]
            }
            for datum in data {
                // One that is refused takes no other with it.
                try? record(
                    PutMetricData(
                        namespace: filter.transformation.metricNamespace,
                        metricData: [datum]
                    ),
                    at: now
                )
            }
        }
    }
}

extension MetricFilterRecord {
    fileprivate func datum(
        of message: String,
        at time: Timestamp,
        _ pattern: FilterPattern
    ) -> MetricDatum? {
        let value = transformation.metricValue
        let number = Double(value) ?? pattern.value(of: value, in: message).flatMap { Double($0) }
        guard let number else { return nil }
        var dimensions: [MetricDimension] = []
        for (name, selector) in (transformation.dimensions ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let found = pattern.value(of: selector, in: message), !found.isEmpty else {
                return nil
            }
            dimensions.append(MetricDimension(name: name, value: found))
        }
        return datum(number, dimensions, at: time)
    }

    fileprivate func datum(
        _ value: Double,
        _ dimensions: [MetricDimension],
        at time: Timestamp
    ) -> MetricDatum {
        MetricDatum(
            metricName: transformation.metricName,
            dimensions: dimensions.isEmpty ? nil : dimensions,
            timestamp: WireTimestamp(time),
            value: value,
            unit: transformation.unit
        )
    }
}
