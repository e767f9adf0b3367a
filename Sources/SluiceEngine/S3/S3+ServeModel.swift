// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension CopyObject: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let now = aws.clock.now
        return try await aws.side.change { s3 throws(AWSFailure) in try s3.copy(self, at: now) }
    }
}

extension DeleteObjects: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.change { s3 throws(AWSFailure) in try s3.delete(self) }
    }
}

extension AbortMultipartUpload: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.change { s3 throws(AWSFailure) in try s3.abort(self) }
    }
}

extension DeleteBucket: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.change { s3 throws(AWSFailure) in try s3.delete(self) }
    }
}

extension PutBucketTagging: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.change { s3 throws(AWSFailure) in try s3.tag(self) }
    }
}

extension DeleteBucketTagging: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.change { s3 throws(AWSFailure) in try s3.untag(self) }
    }
}

extension PutObjectTagging: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.change { s3 throws(AWSFailure) in try s3.tag(self) }
    }
}

extension DeleteObjectTagging: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.change { s3 throws(AWSFailure) in try s3.untag(self) }
    }
}

extension ListObjects: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.list(self)
    }
}

extension ListObjectVersions: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.list(self)
    }
}

extension ListParts: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.list(self)
    }
}

extension ListMultipartUploads: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.list(self)
    }
}

extension GetBucketLocation: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.location(self)
    }
}

extension GetBucketTagging: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.tags(self)
    }
}

extension GetObjectTagging: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.tags(self)
    }
}

extension ListBuckets: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.list(self)
    }
}

extension GetObjectAttributes: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.attributes(self)
    }
}
