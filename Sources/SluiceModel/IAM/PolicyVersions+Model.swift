// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension IAM.CreatePolicyVersion: IAMOperation {
    /// Adds a version to a policy.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var policy = try model.ownPolicy(policyArn)
        try PolicyDocument.check(identity: policyDocument, bytesMax: Limits.policyBytesMax)
        guard policy.versions.count < Limits.policyVersionsMax else {
            throw .iamConflict(
                "LimitExceeded",
                "A managed policy can have up to \(Limits.policyVersionsMax) versions. Before you "
                    + "create a new version, you must delete an existing version."
            )
        }
        let version = ManagedPolicyRecord.Version(
            number: policy.nextNumber,
            document: policyDocument,
            created: call.now
        )
        policy.versions.append(version)
        policy.nextNumber += 1
        policy.updated = call.now
        if setAsDefault ?? false { policy.standard = version.number }
        model.policies[policyArn] = policy
        return Output(
            policyVersion: version.shape(
                isDefault: policy.standard == version.number,
                withDocument: false
            )
        )
    }
}

extension IAM.GetPolicyVersion: IAMOperation {
    /// Reads a version of a policy.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        if AWSManagedPolicy.isOne(policyArn), versionId == "v1" {
            return Output(
                policyVersion: try AWSManagedPolicy.version(of: policyArn, withDocument: true)
            )
        }
        let policy = try model.policy(policyArn)
        let version = try policy.version(versionId)
        return Output(
            policyVersion: version.shape(
                isDefault: policy.standard == version.number,
                withDocument: true
            )
        )
    }
}

extension IAM.ListPolicyVersions: IAMOperation {
    /// Lists the versions of a policy, the newest first.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let versions: [IAM.PolicyVersion]
        if AWSManagedPolicy.isOne(policyArn) {
            versions = [try AWSManagedPolicy.version(of: policyArn, withDocument: false)]
        } else {
            let policy = try model.policy(policyArn)
            versions = policy.versions.reversed().map {
                $0.shape(isDefault: $0.number == policy.standard, withDocument: false)
            }
        }
        let page = try IAMPage(versions, marker: marker, maxItems: maxItems)
        return Output(versions: page.items, isTruncated: page.isTruncated, marker: page.marker)
    }
}

extension IAM.SetDefaultPolicyVersion: IAMOperation {
    /// Makes a version the one that counts.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var policy = try model.ownPolicy(policyArn)
        policy.standard = try policy.version(versionId).number
        policy.updated = call.now
        model.policies[policyArn] = policy
        return Output()
    }
}

extension IAM.DeletePolicyVersion: IAMOperation {
    /// Deletes a version that does not count.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var policy = try model.ownPolicy(policyArn)
        let version = try policy.version(versionId)
        guard version.number != policy.standard else {
            throw .iamConflict(
                "DeleteConflict",
                "Cannot delete the default version of a policy."
            )
        }
        policy.versions.removeAll { $0.number == version.number }
        policy.updated = call.now
        model.policies[policyArn] = policy
        return Output()
    }
}

extension ManagedPolicyRecord {
    fileprivate func version(_ id: String) throws(AWSFailure) -> Version {
        guard let version = versions.first(where: { $0.id == id }) else {
            throw .noSuchEntity(
                "Policy \(arn) version \(id) does not exist or is not attachable."
            )
        }
        return version
    }
}
