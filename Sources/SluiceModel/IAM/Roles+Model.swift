// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension IAM.CreateRole: IAMOperation {
    /// Makes a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try IAMRules.check(roleName, at: "roleName", lengthMax: Limits.roleNameMax)
        let path = path ?? "/"
        try IAMRules.check(path: path)
        try IAMRules.check(description: description)
        try IAMRules.check(maxSessionDuration, at: "maxSessionDuration", in: Limits.roleSession)
        try PolicyDocument.check(trust: assumeRolePolicyDocument)
        if let permissionsBoundary { try model.checkAttachable(permissionsBoundary) }
        guard model.roles[roleName.lowercased()] == nil else {
            throw .iamConflict(
                "EntityAlreadyExists",
                "Role with name \(roleName) already exists."
            )
        }
        guard model.roles.records.count < Limits.rolesMax else {
            throw .iamConflict(
                "LimitExceeded",
                "Cannot exceed quota for RolesPerAccount: \(Limits.rolesMax)"
            )
        }
        var role = RoleRecord(
            name: roleName,
            path: path,
            id: IAMRules.id("AROA", from: &call.chance),
            arn: "arn:aws:iam::\(model.account):role\(path)\(roleName)",
            created: call.now,
            trust: assumeRolePolicyDocument,
            description: description,
            sessionMax: maxSessionDuration ?? Limits.roleSession.lowerBound,
            boundary: permissionsBoundary,
            tags: [:]
        )
        try IAMRules.merge(tags ?? [], into: &role.tags)
        model.keep(role)
        return Output(role: role.shape())
    }
}

extension IAM.GetRole: IAMOperation {
    /// Reads a role.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var role = try model.role(roleName).shape()
        role.roleLastUsed = IAM.RoleLastUsed()
        return Output(role: role)
    }
}

extension IAM.UpdateRole: IAMOperation {
    /// Changes what is said of a role; what is left out becomes what it is without being said.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try IAMRules.check(description: description)
        try IAMRules.check(maxSessionDuration, at: "maxSessionDuration", in: Limits.roleSession)
        var role = try model.role(roleName)
        if let description { role.description = description }
        role.sessionMax = maxSessionDuration ?? Limits.roleSession.lowerBound
        model.keep(role)
        return Output()
    }
}

extension IAM.UpdateAssumeRolePolicy: IAMOperation {
    /// Changes who may take a role on.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var role = try model.role(roleName)
        try PolicyDocument.check(trust: policyDocument)
        role.trust = policyDocument
        model.keep(role)
        return Output()
    }
}

extension IAM.DeleteRole: IAMOperation {
    /// Deletes a role that has no policies any more.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let role = try model.role(roleName)
        guard role.attached.isEmpty else {
            throw .iamConflict(
                "DeleteConflict",
                "Cannot delete entity, must detach all policies first."
            )
        }
        guard role.inline.isEmpty else {
            throw .iamConflict(
                "DeleteConflict",
                "Cannot delete entity, must delete policies first."
            )
        }
        model.roles[roleName.lowercased()] = nil
        return Output()
    }
}

extension IAM.ListRoles: IAMOperation {
    /// Lists roles by name.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let roles = model.roles.sorted.filter { $0.path.hasPrefix(pathPrefix ?? "/") }
        let page = try IAMPage(roles, marker: marker, maxItems: maxItems)
        return Output(
            roles: page.items.map { $0.shape(isBrief: true) },
            isTruncated: page.isTruncated,
            marker: page.marker
        )
    }
}

extension IAM.ListInstanceProfilesForRole: IAMOperation {
    /// Lists nothing, for a role that is there.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        _ = try model.role(roleName)
        return Output(instanceProfiles: [], isTruncated: false)
    }
}
