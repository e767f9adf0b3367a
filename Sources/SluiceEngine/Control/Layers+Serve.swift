// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension PublishLayerVersion: ServedOperation {
    /// Keeps the package, then publishes the version.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> LayerVersion {
        let package = await aws.package(content.zipFile, from: content.s3Bucket, content.s3Key)
        return try await aws.perform(self, package: package).located(by: context)
    }
}

extension GetLayerVersion: ServedOperation {
    /// Adds where the package can be fetched.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> LayerVersion {
        try await aws.perform(self).located(by: context)
    }
}

extension GetLayerVersionByArn: ServedOperation {
    /// Adds where the package can be fetched.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> LayerVersion {
        try await aws.perform(self).located(by: context)
    }
}

extension LayerVersion {
    /// The same, with the address of its package at the engine itself.
    fileprivate func located(by context: ServeContext) -> LayerVersion {
        var version = self
        if let hash = content?.codeSha256 {
            let hex = PackageStore.hex(ofBase64: hash)
            version.content?.location = "\(context.endpoint)\(Gateway.packagePath)\(hex).zip"
        }
        return version
    }
}
