// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension ServedOperation where Self: IAMOperation {
    /// The model of IAM knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.perform(self, account: context.realm.account)
    }
}

extension AssumeRole: ServedOperation {}
extension GetSessionToken: ServedOperation {}
extension GetAccessKeyInfo: ServedOperation {}
extension IAM.CreatePolicy: ServedOperation {}
extension IAM.CreatePolicyVersion: ServedOperation {}
extension IAM.DeletePolicy: ServedOperation {}
extension IAM.DeletePolicyVersion: ServedOperation {}
extension IAM.GetPolicy: ServedOperation {}
extension IAM.GetPolicyVersion: ServedOperation {}
extension IAM.ListPolicies: ServedOperation {}
extension IAM.ListPolicyTags: ServedOperation {}
extension IAM.ListPolicyVersions: ServedOperation {}
extension IAM.SetDefaultPolicyVersion: ServedOperation {}
extension IAM.TagPolicy: ServedOperation {}
extension IAM.UntagPolicy: ServedOperation {}
extension IAM.AttachRolePolicy: ServedOperation {}
extension IAM.DeleteRolePolicy: ServedOperation {}
extension IAM.DetachRolePolicy: ServedOperation {}
extension IAM.GetRolePolicy: ServedOperation {}
extension IAM.ListAttachedRolePolicies: ServedOperation {}
extension IAM.ListRolePolicies: ServedOperation {}
extension IAM.PutRolePolicy: ServedOperation {}
extension IAM.CreateRole: ServedOperation {}
extension IAM.DeleteRole: ServedOperation {}
extension IAM.GetRole: ServedOperation {}
extension IAM.ListInstanceProfilesForRole: ServedOperation {}
extension IAM.ListRoleTags: ServedOperation {}
extension IAM.ListRoles: ServedOperation {}
extension IAM.TagRole: ServedOperation {}
extension IAM.UntagRole: ServedOperation {}
extension IAM.UpdateAssumeRolePolicy: ServedOperation {}
extension IAM.UpdateRole: ServedOperation {}
