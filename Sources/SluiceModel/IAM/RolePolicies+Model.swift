// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension IAM.PutRolePolicy: IAMOperation {
    /// Puts a policy into a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try IAMRules.check(policyName, at: "policyName", lengthMax: Limits.policyNameMax)
        var role = try model.role(roleName)
        try PolicyDocument.check(identity: policyDocument, bytesMax: Limits.inlinePolicyBytesMax)
        role.inline[policyName] = policyDocument
        let size = role.inline.values.reduce(0) { $0 + $1.utf8.count }
        guard size <= Limits.inlinePolicyBytesMax else {
            throw .iamConflict(
                "LimitExceeded",
                "Maximum policy size of \(Limits.inlinePolicyBytesMax) bytes exceeded for role "
                    + role.name
            )
        }
        model.keep(role)
        return Output()
    }
}

extension IAM.GetRolePolicy: IAMOperation {
    /// Reads a policy in a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let role = try model.role(roleName)
        let document = try role.document(named: policyName)
        return Output(
            roleName: role.name,
            policyName: policyName,
            policyDocument: PercentCoding.encode(document)
        )
    }
}

extension IAM.DeleteRolePolicy: IAMOperation {
    /// Takes a policy out of a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var role = try model.role(roleName)
        _ = try role.document(named: policyName)
        role.inline[policyName] = nil
        model.keep(role)
        return Output()
    }
}

extension IAM.ListRolePolicies: IAMOperation {
    /// Lists the policies in a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let names = try model.role(roleName).inline.keys.sorted()
        let page = try IAMPage(names, marker: marker, maxItems: maxItems)
        return Output(
            policyNames: page.items,
            isTruncated: page.isTruncated,
            marker: page.marker
        )
    }
}

extension IAM.AttachRolePolicy: IAMOperation {
    /// Attaches a policy to a role; attaching it again changes nothing.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var role = try model.role(roleName)
        try model.checkAttachable(policyArn)
        role.attached.insert(policyArn)
        guard role.attached.count <= Limits.rolePoliciesMax else {
            throw .iamConflict(
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPerRole: \(Limits.rolePoliciesMax)"
            )
        }
        model.keep(role)
        return Output()
    }
}

extension IAM.DetachRolePolicy: IAMOperation {
    /// Detaches a policy from a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var role = try model.role(roleName)
        guard role.attached.remove(policyArn) != nil else {
            throw .noSuchEntity("Policy \(policyArn) was not found.")
        }
        model.keep(role)
        return Output()
    }
}

extension IAM.ListAttachedRolePolicies: IAMOperation {
    /// Lists the policies that are attached to a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let policies = try model.role(roleName).attached.map { arn in
            (path: AWSManagedPolicy.path(of: arn), name: AWSManagedPolicy.name(of: arn), arn: arn)
        }
        let wanted = policies.filter { $0.path.hasPrefix(pathPrefix ?? "/") }
            .sorted { ($0.name, $0.arn) < ($1.name, $1.arn) }
        let page = try IAMPage(wanted, marker: marker, maxItems: maxItems)
        return Output(
            attachedPolicies: page.items.map {
                IAM.AttachedPolicy(policyName: $0.name, policyArn: $0.arn)
            },
            isTruncated: page.isTruncated,
            marker: page.marker
        )
    }
}

extension RoleRecord {
    fileprivate func document(named name: String) throws(AWSFailure) -> String {
        guard let document = inline[name] else {
            throw .noSuchEntity("The role policy with name \(name) cannot be found.")
        }
        return document
    }
}
