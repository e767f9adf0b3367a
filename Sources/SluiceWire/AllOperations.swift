// SPDX-License-Identifier: Apache-2.0

/// Every operation that Sluice knows, as client and as server.
public enum AllOperations {
    /// All of them, by service.
    public static let all: [any AWSOperation.Type] = lambda + sts + cloudWatch + logs + s3

    /// Lambda's.
    public static let lambda: [any AWSOperation.Type] = [
        CreateAlias.self, CreateFunction.self, DeleteAlias.self, DeleteFunction.self,
        DeleteFunctionConcurrency.self, GetAccountSettings.self, GetAlias.self, GetFunction.self,
        GetFunctionCodeSigningConfig.self, GetFunctionConcurrency.self,
        GetFunctionConfiguration.self, GetFunctionRecursionConfig.self, GetPolicy.self,
        GetRuntimeManagementConfig.self, Invoke.self, ListAliases.self, ListFunctions.self,
        ListTags.self, ListVersionsByFunction.self, PublishVersion.self,
        PutFunctionConcurrency.self, TagResource.self, UntagResource.self, UpdateAlias.self,
        UpdateFunctionCode.self, UpdateFunctionConfiguration.self,
    ]

    /// The security token service's.
    public static let sts: [any AWSOperation.Type] = [GetCallerIdentity.self]

    /// CloudWatch's.
    public static let cloudWatch: [any AWSOperation.Type] = [
        GetMetricData.self, ListMetrics.self,
    ]

    /// S3's.
    public static let s3: [any AWSOperation.Type] = [
        CreateBucket.self, DeleteObject.self, GetObject.self, HeadBucket.self, HeadObject.self,
        ListObjectsV2.self, PutObject.self,
    ]

    /// CloudWatch Logs'.
    public static let logs: [any AWSOperation.Type] = [
        DescribeLogGroups.self, DescribeLogStreams.self, FilterLogEvents.self, GetLogEvents.self,
    ]
}
