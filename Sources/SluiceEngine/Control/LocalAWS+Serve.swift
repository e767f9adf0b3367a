// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// The table of contents: everything that the engine offers.
enum Served {
    static let operations: [any ServedOperation.Type] =
        lambda + attached + others + logs + s3 + sns + iam + sqs + stacks

    private static let lambda: [any ServedOperation.Type] = [
        CreateFunction.self, GetFunction.self, GetFunctionConfiguration.self,
        UpdateFunctionCode.self, UpdateFunctionConfiguration.self, DeleteFunction.self,
        ListFunctions.self, PublishVersion.self, ListVersionsByFunction.self,
        CreateAlias.self, GetAlias.self, UpdateAlias.self, DeleteAlias.self, ListAliases.self,
        Invoke.self, InvokeAsync.self, InvokeWithResponseStream.self,
        TagResource.self, ListTags.self, UntagResource.self,
        PutFunctionConcurrency.self, GetFunctionConcurrency.self, DeleteFunctionConcurrency.self,
        GetAccountSettings.self, AddPermission.self, GetPolicy.self, RemovePermission.self,
        GetFunctionRecursionConfig.self, PutFunctionRecursionConfig.self,
        GetRuntimeManagementConfig.self, PutRuntimeManagementConfig.self,
        PutProvisionedConcurrencyConfig.self, GetProvisionedConcurrencyConfig.self,
        DeleteProvisionedConcurrencyConfig.self, ListProvisionedConcurrencyConfigs.self,
        PutFunctionEventInvokeConfig.self, UpdateFunctionEventInvokeConfig.self,
        GetFunctionEventInvokeConfig.self, DeleteFunctionEventInvokeConfig.self,
        ListFunctionEventInvokeConfigs.self,
        CreateFunctionUrlConfig.self, GetFunctionUrlConfig.self, UpdateFunctionUrlConfig.self,
        DeleteFunctionUrlConfig.self, ListFunctionUrlConfigs.self,
    ]

    private static let attached: [any ServedOperation.Type] = [
        PublishLayerVersion.self, GetLayerVersion.self, GetLayerVersionByArn.self,
        ListLayers.self, ListLayerVersions.self, DeleteLayerVersion.self,
        AddLayerVersionPermission.self, GetLayerVersionPolicy.self,
        RemoveLayerVersionPermission.self,
        CreateCodeSigningConfig.self, GetCodeSigningConfig.self, UpdateCodeSigningConfig.self,
        DeleteCodeSigningConfig.self, ListCodeSigningConfigs.self,
        ListFunctionsByCodeSigningConfig.self, GetFunctionCodeSigningConfig.self,
        PutFunctionCodeSigningConfig.self, DeleteFunctionCodeSigningConfig.self,
        CreateEventSourceMapping.self, GetEventSourceMapping.self,
        UpdateEventSourceMapping.self, DeleteEventSourceMapping.self,
        ListEventSourceMappings.self,
    ]

    private static let s3: [any ServedOperation.Type] = [
        AbortMultipartUpload.self, CompleteMultipartUpload.self, CopyObject.self, CreateBucket.self,
        CreateMultipartUpload.self, DeleteBucket.self, DeleteBucketTagging.self, DeleteObject.self,
        DeleteObjectTagging.self, DeleteObjects.self, GetBucketLocation.self, GetBucketTagging.self,
        GetObject.self, GetObjectAttributes.self, GetObjectTagging.self, HeadBucket.self,
        HeadObject.self, ListBuckets.self,
        ListMultipartUploads.self, ListObjectVersions.self, ListObjects.self, ListObjectsV2.self,
        ListParts.self, PutBucketTagging.self, PutObject.self, PutObjectTagging.self,
        UploadPart.self, UploadPartCopy.self,
    ]

    private static let logs: [any ServedOperation.Type] = [
        DescribeLogGroups.self, DescribeLogStreams.self, GetLogEvents.self, FilterLogEvents.self,
        CreateLogGroup.self, CreateLogStream.self, DeleteLogGroup.self, DeleteLogStream.self,
        DeleteRetentionPolicy.self, PutLogEvents.self, PutRetentionPolicy.self,
        TagLogGroup.self, UntagLogGroup.self, ListTagsLogGroup.self,
        CloudWatchLogs.TagResource.self, CloudWatchLogs.UntagResource.self,
        CloudWatchLogs.ListTagsForResource.self, DeleteMetricFilter.self,
        DescribeMetricFilters.self, PutMetricFilter.self, TestMetricFilter.self,
        DeleteSubscriptionFilter.self, DescribeSubscriptionFilters.self,
        PutSubscriptionFilter.self,
    ]

    private static let sns: [any ServedOperation.Type] = [
        ConfirmSubscription.self, CreateTopic.self, DeleteTopic.self,
        GetSubscriptionAttributes.self, GetTopicAttributes.self, ListSubscriptions.self,
        ListSubscriptionsByTopic.self, ListTopics.self, Publish.self,
        PublishBatch.self, SNS.AddPermission.self, SNS.RemovePermission.self,
        SNS.ListTagsForResource.self, SNS.TagResource.self, SNS.UntagResource.self,
        SetSubscriptionAttributes.self, SetTopicAttributes.self, Subscribe.self, Unsubscribe.self,
    ]

    private static let others: [any ServedOperation.Type] = [
        GetMetricData.self, GetMetricStatistics.self, ListMetrics.self, PutMetricData.self,
        DeleteAlarms.self, DescribeAlarmHistory.self, DescribeAlarms.self,
        DescribeAlarmsForMetric.self, DisableAlarmActions.self, EnableAlarmActions.self,
        PutCompositeAlarm.self, PutMetricAlarm.self, SetAlarmState.self,
        CloudWatch.ListTagsForResource.self, CloudWatch.TagResource.self,
        CloudWatch.UntagResource.self,
        AssumeRole.self, GetAccessKeyInfo.self, GetCallerIdentity.self, GetSessionToken.self,
    ]

    private static let iam = AllOperations.iam.compactMap { $0 as? any ServedOperation.Type }
    private static let stacks: [any ServedOperation.Type] = [
        DescribeStackResource.self, DescribeStackResources.self, DescribeStacks.self,
    ]
    private static let sqs = AllOperations.sqs.compactMap { $0 as? any ServedOperation.Type }
}

extension DescribeStacks: ServedOperation {}
extension DescribeStackResource: ServedOperation {}
extension DescribeStackResources: ServedOperation {}
extension GetFunctionConfiguration: ServedAtOnce {}
extension DeleteFunction: ServedOperation {}
extension ListFunctions: ServedOperation {}
extension PublishVersion: ServedOperation {}
extension ListVersionsByFunction: ServedOperation {}
extension CreateAlias: ServedOperation {}
extension GetAlias: ServedAtOnce {}
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
extension AddPermission: ServedOperation {}
extension RemovePermission: ServedOperation {}
extension PutFunctionRecursionConfig: ServedOperation {}
extension PutRuntimeManagementConfig: ServedOperation {}
extension PutProvisionedConcurrencyConfig: ServedOperation {}
extension DeleteProvisionedConcurrencyConfig: ServedOperation {}
extension GetProvisionedConcurrencyConfig: ServedOperation {}
extension ListProvisionedConcurrencyConfigs: ServedOperation {}
extension PutFunctionEventInvokeConfig: ServedOperation {}
extension UpdateFunctionEventInvokeConfig: ServedOperation {}
extension GetFunctionEventInvokeConfig: ServedOperation {}
extension DeleteFunctionEventInvokeConfig: ServedOperation {}
extension ListFunctionEventInvokeConfigs: ServedOperation {}
extension DeleteFunctionUrlConfig: ServedOperation {}
extension ListLayers: ServedOperation {}
extension ListLayerVersions: ServedOperation {}
extension DeleteLayerVersion: ServedOperation {}
extension AddLayerVersionPermission: ServedOperation {}
extension GetLayerVersionPolicy: ServedOperation {}
extension RemoveLayerVersionPermission: ServedOperation {}
extension CreateCodeSigningConfig: ServedOperation {}
extension GetCodeSigningConfig: ServedOperation {}
extension UpdateCodeSigningConfig: ServedOperation {}
extension DeleteCodeSigningConfig: ServedOperation {}
extension ListCodeSigningConfigs: ServedOperation {}
extension ListFunctionsByCodeSigningConfig: ServedOperation {}
extension PutFunctionCodeSigningConfig: ServedOperation {}
extension DeleteFunctionCodeSigningConfig: ServedOperation {}
extension GetEventSourceMapping: ServedOperation {}
extension UpdateEventSourceMapping: ServedOperation {}
extension DeleteEventSourceMapping: ServedOperation {}
extension ListEventSourceMappings: ServedOperation {}
