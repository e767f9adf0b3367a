// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension IAM.CreatePolicy: IAMOperation {
    /// Makes a policy, with its first version.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try IAMRules.check(policyName, at: "policyName", lengthMax: Limits.policyNameMax)
        let path = path ?? "/"
        try IAMRules.check(path: path)
        try IAMRules.check(description: description)
        try PolicyDocument.check(identity: policyDocument, bytesMax: Limits.policyBytesMax)
        let taken = model.policies.records.values.contains {
            $0.name.lowercased() == policyName.lowercased()
        }
        guard !taken else {
            throw .iamConflict(
                "EntityAlreadyExists",
                "A policy called \(policyName) already exists. Duplicate names are not allowed."
            )
        }
        guard model.policies.records.count < Limits.policiesMax else {
            throw .iamConflict(
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPerAccount: \(Limits.policiesMax)"
            )
        }
        var policy = ManagedPolicyRecord(
            name: policyName,
            path: path,
            id: IAMRules.id("ANPA", from: &call.chance),
            arn: "arn:aws:iam::\(model.account):policy\(path)\(policyName)",
            description: description,
            created: call.now,
            updated: call.now,
            versions: [.init(number: 1, document: policyDocument, created: call.now)],
            standard: 1,
            nextNumber: 2,
            tags: [:]
        )
        try IAMRules.merge(tags ?? [], into: &policy.tags)
        model.policies[policy.arn] = policy
        return Output(policy: model.shape(policy))
    }
}

extension IAM.GetPolicy: IAMOperation {
    /// Reads a policy, of AWS too.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        if AWSManagedPolicy.isOne(policyArn) {
            let count = model.attachments(of: policyArn)
            return Output(policy: AWSManagedPolicy.shape(of: policyArn, attachments: count))
        }
        return Output(policy: model.shape(try model.policy(policyArn)))
    }
}

extension IAM.DeletePolicy: IAMOperation {
    /// Deletes a policy that is attached to nothing and has one version.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let policy = try model.ownPolicy(policyArn)
        guard model.attachments(of: policyArn) == 0, model.bounded(by: policyArn) == 0 else {
            throw .iamConflict("DeleteConflict", "Cannot delete a policy attached to entities.")
        }
        guard policy.versions.count == 1 else {
            throw .iamConflict(
                "DeleteConflict",
                "This policy has more than one version. Before you delete a policy, you must "
                    + "delete the policy's versions. The default version is deleted with the "
                    + "policy."
            )
        }
        model.policies[policyArn] = nil
        return Output()
    }
}

extension IAM.ListPolicies: IAMOperation {
    /// Lists policies by name: the account's own, and of AWS's those that are known by content.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        guard ["All", "AWS", "Local"].contains(scope ?? "All") else {
            throw .iamInvalid(
                "ValidationError",
                "1 validation error detected: Value '\(scope ?? "")' at 'scope' failed to satisfy "
                    + "constraint: Member must satisfy enum value set: [All, AWS, Local]"
            )
        }
        var policies: [IAM.Policy] = []
        if scope != "AWS" {
            policies += model.policies.sorted.map { model.shape($0, isBrief: true) }
        }
        if scope != "Local" {
            policies += AWSManagedPolicy.listed.map {
                AWSManagedPolicy.shape(of: $0, attachments: model.attachments(of: $0))
            }
        }
        let isAttachedOnly = onlyAttached ?? false
        policies = policies.filter { policy in
            let isUsed =
                switch policyUsageFilter {
                case "PermissionsBoundary": (policy.permissionsBoundaryUsageCount ?? 0) > 0
                default: !isAttachedOnly || (policy.attachmentCount ?? 0) > 0
                }
            return isUsed && (policy.path ?? "/").hasPrefix(pathPrefix ?? "/")
        }
        policies.sort { ($0.policyName ?? "", $0.arn ?? "") < ($1.policyName ?? "", $1.arn ?? "") }
        let page = try IAMPage(policies, marker: marker, maxItems: maxItems)
        return Output(policies: page.items, isTruncated: page.isTruncated, marker: page.marker)
    }
}

extension IAMModel {
    /// A policy of the account.
    func policy(_ arn: String) throws(AWSFailure) -> ManagedPolicyRecord {
        guard arn.hasPrefix("arn:"), arn.utf8.count >= 20 else {
            throw .iamInvalid("InvalidInput", "ARN \(arn) is not valid.")
        }
        guard let policy = policies[arn] else {
            throw .noSuchEntity("Policy \(arn) was not found.")
        }
        return policy
    }

    /// A policy of the account, to change it: those of AWS cannot be.
    func ownPolicy(_ arn: String) throws(AWSFailure) -> ManagedPolicyRecord {
        if AWSManagedPolicy.isOne(arn) {
            throw AWSFailure(
                code: "AccessDenied",
                message: "The policy \(arn) is AWS's own and cannot be changed.",
                status: 403
            )
        }
        return try policy(arn)
    }

    func checkAttachable(_ arn: String) throws(AWSFailure) {
        if AWSManagedPolicy.isOne(arn) || policies[arn] != nil { return }
        guard arn.hasPrefix("arn:"), arn.utf8.count >= 20 else {
            throw .iamInvalid("InvalidInput", "ARN \(arn) is not valid.")
        }
        throw .noSuchEntity("Policy \(arn) does not exist or is not attachable.")
    }

    func attachments(of arn: String) -> Int {
        roles.records.values.count { $0.attached.contains(arn) }
    }

    func bounded(by arn: String) -> Int { roles.records.values.count { $0.boundary == arn } }

    func shape(_ policy: ManagedPolicyRecord, isBrief: Bool = false) -> IAM.Policy {
        IAM.Policy(
            policyName: policy.name,
            policyId: policy.id,
            arn: policy.arn,
            path: policy.path,
            defaultVersionId: "v\(policy.standard)",
            attachmentCount: attachments(of: policy.arn),
            permissionsBoundaryUsageCount: bounded(by: policy.arn),
            isAttachable: true,
            description: isBrief ? nil : policy.description,
            createDate: WireTimestamp(policy.created),
            updateDate: WireTimestamp(policy.updated),
            tags: isBrief || policy.tags.isEmpty ? nil : IAMRules.list(policy.tags)
        )
    }
}
