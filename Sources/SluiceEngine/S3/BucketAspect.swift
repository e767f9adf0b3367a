// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// What clients ask of buckets and objects beside their content, answered as by a bucket of which
/// nothing was changed.
///
/// Terraform and the aws cli read all of these; none can be written here.
enum BucketAspect {
    /// The word in the query → the answer's root and content, or the code of a 404.
    private enum Answer {
        case document(String, String)
        case absent(String, String)
    }

    private static let owner = "<Owner><ID>sluice</ID><DisplayName>sluice</DisplayName></Owner>"
    private static let answers: [String: Answer] = [
        "accelerate": .document("AccelerateConfiguration", ""),
        "acl": .document(
            "AccessControlPolicy",
            owner + "<AccessControlList><Grant><Grantee "
                + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                + "xsi:type=\"CanonicalUser\"><ID>sluice</ID><DisplayName>sluice</DisplayName>"
                + "</Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList>"
        ),
        "cors": .absent("NoSuchCORSConfiguration", "The CORS configuration does not exist"),
        "encryption": .document(
            "ServerSideEncryptionConfiguration",
            "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                + "</ApplyServerSideEncryptionByDefault>" + no("BucketKeyEnabled") + "</Rule>"
        ),
        "legal-hold": .absent(
            "NoSuchObjectLockConfiguration",
            "The specified object does not have a ObjectLock configuration"
        ),
        "lifecycle": .absent(
            "NoSuchLifecycleConfiguration",
            "The lifecycle configuration does not exist"
        ),
        "logging": .document("BucketLoggingStatus", ""),
        "notification": .document("NotificationConfiguration", ""),
        "object-lock": .absent(
            "ObjectLockConfigurationNotFoundError",
            "Object Lock configuration does not exist for this bucket"
        ),
        "ownershipControls": .document(
            "OwnershipControls",
            "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
        ),
        "policy": .absent("NoSuchBucketPolicy", "The bucket policy does not exist"),
        "policyStatus": .absent("NoSuchBucketPolicy", "The bucket policy does not exist"),
        "publicAccessBlock": .document(
            "PublicAccessBlockConfiguration",
            ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
                .map { "<\($0)>true</\($0)>" }.joined()
        ),
        "replication": .absent(
            "ReplicationConfigurationNotFoundError",
            "The replication configuration was not found"
        ),
        "requestPayment": .document(
            "RequestPaymentConfiguration",
            "<Payer>BucketOwner</Payer>"
        ),
        "retention": .absent(
            "NoSuchObjectLockConfiguration",
            "The specified object does not have a ObjectLock configuration"
        ),
        "versioning": .document("VersioningConfiguration", ""),
        "website": .absent(
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration"
        ),
    ]
    /// Words that mean something else than the bucket or the object itself, but have no answer here.
    private static let others: Set = [
        "abac", "analytics", "append", "attributes", "delete", "intelligent-tiering", "inventory",
        "location", "metadataConfiguration", "metadataInventoryTable", "metadataJournalTable",
        "metadataTable", "metrics", "renameObject", "restore", "select", "session", "tagging",
        "torrent", "uploadId", "uploads", "versions",
    ]

    private static func no(_ name: String) -> String { "<\(name)>false</\(name)>" }

    /// The aspect that a request names, unless the operation that was found is just about it.
    static func named(by request: WireRequest, but match: RouteTable.Match?) -> String? {
        let route = match?.operation.route
        return request.queryFields.map(\.name).first { name in
            (answers[name] != nil || others.contains(name))
                && route?.needs.contains(name) != true
                && route?.path.hasSuffix("?\(name)") != true
        }
    }

    /// What the bucket says of an aspect.
    ///
    /// - Throws: 404 when it has none; 400 when it cannot be written or is not known here.
    static func answer(
        _ name: String,
        to request: WireRequest,
        requestID: String
    ) throws(AWSFailure) -> WireAnswer {
        guard request.method == "GET", let answer = answers[name] else {
            throw WireCodec.unknownOperation(name, by: .restXML)
        }
        switch answer {
        case .absent(let code, let message):
            throw AWSFailure(code: code, message: message, status: 404)
        case .document(let element, let content):
            let text =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(element) "
                + "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\(content)</\(element)>"
            return WireAnswer(
                status: 200,
                headers: ["Content-Type": "application/xml", "x-amz-request-id": requestID],
                body: Array(text.utf8)
            )
        }
    }
}
