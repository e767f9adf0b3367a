// SPDX-License-Identifier: Apache-2.0

/// Replaces the package of `$LATEST`.
///
/// The same package again still passes through `InProgress` and gets new revisions.
public struct UpdateFunctionCode: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.put, "/2015-03-31/functions/{FunctionName}/code")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// The package itself.
    public var zipFile: Blob?
    /// The bucket that holds the package.
    public var s3Bucket: String?
    /// The package's key in the bucket.
    public var s3Key: String?
    /// The object's version.
    public var s3ObjectVersion: String?
    /// The image, for functions that are images.
    public var imageUri: String?
    /// Whether to publish a version in the same call.
    public var publish: Bool?
    /// Whether to check only.
    public var dryRun: Bool?
    /// Refuses the write (412) unless this is the current revision.
    public var revisionId: String?
    /// `x86_64` or `arm64`.
    public var architectures: [String]?

    /// Makes the operation.
    public init(
        functionName: String,
        zipFile: Blob? = nil,
        s3Bucket: String? = nil,
        s3Key: String? = nil,
        s3ObjectVersion: String? = nil,
        imageUri: String? = nil,
        publish: Bool? = nil,
        dryRun: Bool? = nil,
        revisionId: String? = nil,
        architectures: [String]? = nil
    ) {
        self.functionName = functionName
        self.zipFile = zipFile
        self.s3Bucket = s3Bucket
        self.s3Key = s3Key
        self.s3ObjectVersion = s3ObjectVersion
        self.imageUri = imageUri
        self.publish = publish
        self.dryRun = dryRun
        self.revisionId = revisionId
        self.architectures = architectures
    }

    /// What Lambda answers.
    public typealias Output = FunctionConfiguration
}
