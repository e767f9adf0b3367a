// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension IAM.TagRole: IAMOperation {
    /// Adds tags to a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var role = try model.role(roleName)
        try IAMRules.merge(tags, into: &role.tags)
        model.keep(role)
        return Output()
    }
}

extension IAM.UntagRole: IAMOperation {
    /// Takes tags from a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var role = try model.role(roleName)
        for key in tagKeys { role.tags[key] = nil }
        model.keep(role)
        return Output()
    }
}

extension IAM.ListRoleTags: IAMOperation {
    /// Lists the tags of a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let tags = IAMRules.list(try model.role(roleName).tags)
        let page = try IAMPage(tags, marker: marker, maxItems: maxItems)
        return Output(tags: page.items, isTruncated: page.isTruncated, marker: page.marker)
    }
}

extension IAM.TagPolicy: IAMOperation {
    /// Adds tags to a policy.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var policy = try model.ownPolicy(policyArn)
        try IAMRules.merge(tags, into: &policy.tags)
        model.policies[policyArn] = policy
        return Output()
    }
}

extension IAM.UntagPolicy: IAMOperation {
    /// Takes tags from a policy.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var policy = try model.ownPolicy(policyArn)
        for key in tagKeys { policy.tags[key] = nil }
        model.policies[policyArn] = policy
        return Output()
    }
}

extension IAM.ListPolicyTags: IAMOperation {
    /// Lists the tags of a policy; those of AWS have none.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let tags = AWSManagedPolicy.isOne(policyArn) ? [:] : try model.policy(policyArn).tags
        let page = try IAMPage(IAMRules.list(tags), marker: marker, maxItems: maxItems)
        return Output(tags: page.items, isTruncated: page.isTruncated, marker: page.marker)
    }
}
