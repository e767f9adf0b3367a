// SPDX-License-Identifier: Apache-2.0

/// Deletes an object; one that is not there is no fault.
public struct DeleteObject: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .delete,
        "/{Bucket}/{Key+}",
        query: ["versionId": "VersionId"],
        headers: ["If-Match": "IfMatch"],
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// The version; there is none but the present one.
    public var versionId: String?
    /// Only if the object has this entity tag.
    public var ifMatch: String?

    /// Makes the operation.
    public init(bucket: String, key: String, versionId: String? = nil, ifMatch: String? = nil) {
        self.bucket = bucket
        self.key = key
        self.versionId = versionId
        self.ifMatch = ifMatch
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
