// SPDX-License-Identifier: Apache-2.0

/// Every operation that Sluice knows, as client and as server.
public enum AllOperations {
    /// All of them, by service.
    public static let all: [any AWSOperation.Type] =
        lambda + sts + cloudWatch + logs + s3 + sns + iam + sqs + cloudFormation

    /// CloudFormation's.
    public static let cloudFormation: [any AWSOperation.Type] = [
        DescribeStackResource.self, DescribeStackResources.self, DescribeStacks.self,
    ]

    /// SQS's.
    public static let sqs: [any AWSOperation.Type] = [
        ChangeMessageVisibility.self, ChangeMessageVisibilityBatch.self, CreateQueue.self,
        DeleteMessage.self, DeleteMessageBatch.self, DeleteQueue.self, GetQueueAttributes.self,
        GetQueueUrl.self, ListQueueTags.self, ListQueues.self, PurgeQueue.self,
        ReceiveMessage.self, SendMessage.self, SendMessageBatch.self, SetQueueAttributes.self,
        TagQueue.self, UntagQueue.self,
    ]

    /// Lambda's.
    public static let lambda: [any AWSOperation.Type] =
        functions + aliases + invocation + settings + layers + codeSigning + mappings

    private static let functions: [any AWSOperation.Type] = [
        CreateFunction.self, DeleteFunction.self, GetAccountSettings.self, GetFunction.self,
        GetFunctionConfiguration.self, ListFunctions.self, ListTags.self,
        ListVersionsByFunction.self, PublishVersion.self, TagResource.self, UntagResource.self,
        UpdateFunctionCode.self, UpdateFunctionConfiguration.self,
    ]

    private static let aliases: [any AWSOperation.Type] = [
        CreateAlias.self, DeleteAlias.self, GetAlias.self, ListAliases.self, UpdateAlias.self,
        CreateFunctionUrlConfig.self, DeleteFunctionUrlConfig.self, GetFunctionUrlConfig.self,
        ListFunctionUrlConfigs.self, UpdateFunctionUrlConfig.self,
        AddPermission.self, GetPolicy.self, RemovePermission.self,
    ]

    private static let invocation: [any AWSOperation.Type] = [
        Invoke.self, InvokeAsync.self, InvokeWithResponseStream.self,
        DeleteFunctionConcurrency.self, GetFunctionConcurrency.self, PutFunctionConcurrency.self,
        DeleteProvisionedConcurrencyConfig.self, GetProvisionedConcurrencyConfig.self,
        ListProvisionedConcurrencyConfigs.self, PutProvisionedConcurrencyConfig.self,
        DeleteFunctionEventInvokeConfig.self, GetFunctionEventInvokeConfig.self,
        ListFunctionEventInvokeConfigs.self, PutFunctionEventInvokeConfig.self,
        UpdateFunctionEventInvokeConfig.self,
    ]

    private static let settings: [any AWSOperation.Type] = [
        GetFunctionRecursionConfig.self, PutFunctionRecursionConfig.self,
        GetRuntimeManagementConfig.self, PutRuntimeManagementConfig.self,
    ]

    private static let layers: [any AWSOperation.Type] = [
        AddLayerVersionPermission.self, DeleteLayerVersion.self, GetLayerVersion.self,
        GetLayerVersionByArn.self, GetLayerVersionPolicy.self, ListLayerVersions.self,
        ListLayers.self, PublishLayerVersion.self, RemoveLayerVersionPermission.self,
    ]

    private static let codeSigning: [any AWSOperation.Type] = [
        CreateCodeSigningConfig.self, DeleteCodeSigningConfig.self,
        DeleteFunctionCodeSigningConfig.self, GetCodeSigningConfig.self,
        GetFunctionCodeSigningConfig.self, ListCodeSigningConfigs.self,
        ListFunctionsByCodeSigningConfig.self, PutFunctionCodeSigningConfig.self,
        UpdateCodeSigningConfig.self,
    ]

    private static let mappings: [any AWSOperation.Type] = [
        CreateEventSourceMapping.self, DeleteEventSourceMapping.self, GetEventSourceMapping.self,
        ListEventSourceMappings.self, UpdateEventSourceMapping.self,
    ]

    /// The security token service's.
    public static let sts: [any AWSOperation.Type] = [
        AssumeRole.self, GetAccessKeyInfo.self, GetCallerIdentity.self, GetSessionToken.self,
    ]

    /// CloudWatch's.
    public static let cloudWatch: [any AWSOperation.Type] = [
        CloudWatch.ListTagsForResource.self, CloudWatch.TagResource.self,
        CloudWatch.UntagResource.self, DeleteAlarms.self, DescribeAlarmHistory.self,
        DescribeAlarms.self, DescribeAlarmsForMetric.self, DisableAlarmActions.self,
        EnableAlarmActions.self, GetMetricData.self, GetMetricStatistics.self, ListMetrics.self,
        PutCompositeAlarm.self, PutMetricAlarm.self, PutMetricData.self, SetAlarmState.self,
    ]

    /// S3's.
    public static let s3: [any AWSOperation.Type] = [
        AbortMultipartUpload.self, CompleteMultipartUpload.self, CopyObject.self, CreateBucket.self,
        CreateMultipartUpload.self, DeleteBucket.self, DeleteBucketTagging.self, DeleteObject.self,
        DeleteObjectTagging.self, DeleteObjects.self, GetBucketLocation.self, GetBucketTagging.self,
        GetObject.self, GetObjectAttributes.self, GetObjectTagging.self, HeadBucket.self,
        HeadObject.self, ListBuckets.self,
        ListMultipartUploads.self, ListObjectVersions.self, ListObjects.self, ListObjectsV2.self,
        ListParts.self, PutBucketTagging.self, PutObject.self, PutObjectTagging.self,
        UploadPart.self, UploadPartCopy.self,
    ]

    /// SNS's.
    public static let sns: [any AWSOperation.Type] = [
        ConfirmSubscription.self, CreateTopic.self, DeleteTopic.self,
        GetSubscriptionAttributes.self, GetTopicAttributes.self, ListSubscriptions.self,
        ListSubscriptionsByTopic.self, ListTopics.self, Publish.self,
        PublishBatch.self, SNS.AddPermission.self, SNS.RemovePermission.self,
        SNS.ListTagsForResource.self, SNS.TagResource.self, SNS.UntagResource.self,
        SetSubscriptionAttributes.self, SetTopicAttributes.self, Subscribe.self, Unsubscribe.self,
    ]

    /// IAM's.
    public static let iam: [any AWSOperation.Type] = [
        IAM.CreatePolicy.self, IAM.CreatePolicyVersion.self, IAM.DeletePolicy.self,
        IAM.DeletePolicyVersion.self, IAM.GetPolicy.self, IAM.GetPolicyVersion.self,
        IAM.ListPolicies.self, IAM.ListPolicyTags.self, IAM.ListPolicyVersions.self,
        IAM.SetDefaultPolicyVersion.self, IAM.TagPolicy.self, IAM.UntagPolicy.self,
        IAM.AttachRolePolicy.self, IAM.DeleteRolePolicy.self, IAM.DetachRolePolicy.self,
        IAM.GetRolePolicy.self, IAM.ListAttachedRolePolicies.self, IAM.ListRolePolicies.self,
        IAM.PutRolePolicy.self, IAM.CreateRole.self, IAM.DeleteRole.self, IAM.GetRole.self,
        IAM.ListInstanceProfilesForRole.self, IAM.ListRoleTags.self, IAM.ListRoles.self,
        IAM.TagRole.self, IAM.UntagRole.self, IAM.UpdateAssumeRolePolicy.self,
        IAM.UpdateRole.self,
    ]

    /// CloudWatch Logs'.
    public static let logs: [any AWSOperation.Type] = [
        DescribeLogGroups.self, DescribeLogStreams.self, FilterLogEvents.self, GetLogEvents.self,
        CreateLogGroup.self, CreateLogStream.self, DeleteLogGroup.self, DeleteLogStream.self,
        DeleteRetentionPolicy.self, PutLogEvents.self, PutRetentionPolicy.self,
        TagLogGroup.self, UntagLogGroup.self, ListTagsLogGroup.self,
        CloudWatchLogs.TagResource.self, CloudWatchLogs.UntagResource.self,
        CloudWatchLogs.ListTagsForResource.self, DeleteMetricFilter.self,
        DescribeMetricFilters.self, PutMetricFilter.self, TestMetricFilter.self,
        DeleteSubscriptionFilter.self, DescribeSubscriptionFilters.self,
        PutSubscriptionFilter.self,
    ]
}
