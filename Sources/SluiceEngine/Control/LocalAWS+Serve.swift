// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// The table of contents: everything that the engine offers.
enum Served {
    static let operations: [any ServedOperation.Type] = lambda + others + s3

    private static let lambda: [any ServedOperation.Type] = [
        CreateFunction.self, GetFunction.self, GetFunctionConfiguration.self,
        UpdateFunctionCode.self, UpdateFunctionConfiguration.self, DeleteFunction.self,
        ListFunctions.self, PublishVersion.self, ListVersionsByFunction.self,
        CreateAlias.self, GetAlias.self, UpdateAlias.self, DeleteAlias.self, ListAliases.self,
        Invoke.self,
        TagResource.self, ListTags.self, UntagResource.self,
        PutFunctionConcurrency.self, GetFunctionConcurrency.self, DeleteFunctionConcurrency.self,
        GetAccountSettings.self,
        GetFunctionCodeSigningConfig.self, GetFunctionRecursionConfig.self,
        GetRuntimeManagementConfig.self, GetPolicy.self,
    ]

    private static let s3: [any ServedOperation.Type] = [
        CreateBucket.self, HeadBucket.self, PutObject.self, GetObject.self, HeadObject.self,
        DeleteObject.self, ListObjectsV2.self,
    ]

    private static let others: [any ServedOperation.Type] = [
        GetMetricData.self, ListMetrics.self,
        DescribeLogGroups.self, DescribeLogStreams.self, GetLogEvents.self, FilterLogEvents.self,
        GetCallerIdentity.self,
    ]
}

extension GetFunctionConfiguration: ServedOperation {}
extension DeleteFunction: ServedOperation {}
extension ListFunctions: ServedOperation {}
extension PublishVersion: ServedOperation {}
extension ListVersionsByFunction: ServedOperation {}
extension CreateAlias: ServedOperation {}
extension GetAlias: ServedOperation {}
extension UpdateAlias: ServedOperation {}
extension DeleteAlias: ServedOperation {}
extension ListAliases: ServedOperation {}
extension TagResource: ServedOperation {}
extension ListTags: ServedOperation {}
extension UntagResource: ServedOperation {}
extension PutFunctionConcurrency: ServedOperation {}
extension GetFunctionConcurrency: ServedOperation {}
extension DeleteFunctionConcurrency: ServedOperation {}
extension GetAccountSettings: ServedOperation {}
extension GetFunctionCodeSigningConfig: ServedOperation {}
extension GetFunctionRecursionConfig: ServedOperation {}
extension GetRuntimeManagementConfig: ServedOperation {}
extension GetPolicy: ServedOperation {}
