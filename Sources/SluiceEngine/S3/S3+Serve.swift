// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension PutObject: ServedOperation {
    /// Checks the bytes, keeps them, and makes them the object.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let bytes = body?.bytes ?? []
        let checksum = try SentChecksums(self).check(bytes)
        return try await aws.side.put(self, bytes, checksum)
    }
}

extension GetObject: ServedOperation {
    /// Reads the bytes that are asked for.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        var output = try await aws.side.get(self)
        // Readers tell the object's age by it, whatever their own clock says.
        output.date = WireTimestamp(aws.clock.now)
        return output
    }
}

extension HeadObject: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.head(self)
    }
}

extension DeleteObject: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.change { s3 throws(AWSFailure) in try s3.delete(self) }
    }
}

extension ListObjectsV2: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.list(self)
    }
}

extension CreateBucket: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let now = aws.clock.now
        return try await aws.side.change { s3 throws(AWSFailure) in try s3.create(self, at: now) }
    }
}

extension HeadBucket: ServedOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.side.s3.head(self)
    }
}

extension SideServices {
    /// Keeps bytes and makes them an object, unless the object's condition does not hold.
    func put(
        _ operation: PutObject,
        _ bytes: [UInt8],
        _ checksum: ObjectChecksum
    ) throws(AWSFailure) -> PutObject.Output {
        try s3.check(
            bucket: operation.bucket,
            key: operation.key,
            ifMatch: operation.ifMatch,
            ifNoneMatch: operation.ifNoneMatch
        )
        let content = try keep(bytes)
        let now = clock.now
        return try change { s3 throws(AWSFailure) in
            try s3.put(operation, content, checksum, at: now)
        }
    }

    /// Reads an object with its bytes.
    func get(_ operation: GetObject) throws(AWSFailure) -> GetObject.Output {
        var reading = try s3.read(operation)
        reading.output.body = Blob(
            try bytes(
                reading.object.pieces,
                reading.range,
                of: "\(operation.bucket)/\(operation.key)"
            )
        )
        return reading.output
    }
}
