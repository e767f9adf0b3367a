// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceWire

extension PutSubscriptionFilter: ModelOperation {
    /// Keeps the filter; whether there is such a group is the caller's to know.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let present = model.subscriptionFilters[logGroupName] ?? [:]
        try GroupFilterRules.check(
            filterName,
            filterPattern,
            among: present.keys,
            max: Limits.subscriptionFiltersMax
        )
        var faults = Constraints()
        faults.check(distribution, at: "distribution", oneOf: ["Random", "ByLogStream"])
        try faults.enforce(as: "InvalidParameterException")
        try model.checkDestination(destinationArn, of: logGroupName)
        model.commit(
            .subscriptionFilter(
                SubscriptionFilterRecord(
                    group: logGroupName,
                    name: filterName,
                    pattern: filterPattern,
                    destination: destinationArn,
                    distribution: distribution ?? "ByLogStream",
                    createdAt: present[filterName]?.createdAt ?? call.now
                )
            )
        )
        return Output()
    }
}

extension DeleteSubscriptionFilter: ModelOperation {
    /// Deletes the filter.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try GroupFilterRules.requirePresent(
            filterName,
            among: model.subscriptionFilters[logGroupName]?.keys,
            kind: "subscription"
        )
        model.commit(.subscriptionFilterRemoved(group: logGroupName, name: filterName))
        return Output()
    }
}

extension LambdaModel {
    /// The filters of a group, by name.
    public func subscriptions(of group: String) -> [SubscriptionFilterRecord] {
        (subscriptionFilters[group] ?? [:]).values.sorted { $0.name < $1.name }
    }

    /// Refuses what cannot take events: all but functions of this account that are there.
    fileprivate func checkDestination(_ arn: String, of group: String) throws(AWSFailure) {
        guard arn.hasPrefix("arn:aws:lambda:") else {
            throw .badSubscription("destinationArn: this engine sends events to functions only.")
        }
        let function: String
        do {
            function = try target(of: arn, qualifier: nil).function
        } catch {
            throw .badSubscription(
                "Could not execute the lambda function. Make sure you have given CloudWatch Logs "
                    + "permission to execute your function."
            )
        }
        let versions = functions[function]?.versions ?? []
        guard !versions.contains(where: { $0.program.settings.loggingConfig.logGroup == group })
        else {
            // Each batch would make the next one.
            throw .badSubscription(
                "The function \(function) writes its own log to the group \(group)."
            )
        }
    }
}

extension AWSFailure {
    fileprivate static func badSubscription(_ message: String) -> AWSFailure {
        AWSFailure(code: "InvalidParameterException", message: message, status: 400)
    }
}
