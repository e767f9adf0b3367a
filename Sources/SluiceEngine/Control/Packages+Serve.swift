// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension CreateFunction: ServedOperation {
    /// Keeps the package, then creates the function.
    func serve(
        in aws: LocalAWS,
        _ context: ServeContext
    ) async throws(AWSFailure) -> FunctionConfiguration {
        let package = await aws.package(code.zipFile, from: code.s3Bucket, code.s3Key)
        return try await aws.perform(self, package: package)
    }
}

extension UpdateFunctionCode: ServedOperation {
    /// Keeps the package, then begins the update.
    func serve(
        in aws: LocalAWS,
        _ context: ServeContext
    ) async throws(AWSFailure) -> FunctionConfiguration {
        let package = await aws.package(zipFile, from: s3Bucket, s3Key)
        return try await aws.perform(self, package: package)
    }
}

extension UpdateFunctionConfiguration: ServedOperation {}

extension GetFunction: ServedAtOnce {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        Self.located(try await aws.perform(self), context)
    }

    func read(in model: LambdaModel, _ context: ServeContext) throws(AWSFailure) -> Output {
        Self.located(try perform(on: model), context)
    }

    /// Adds where the package can be fetched: at the engine itself.
    private static func located(_ output: Output, _ context: ServeContext) -> Output {
        var output = output
        if output.code?.imageUri == nil, let hash = output.configuration.codeSha256 {
            let hex = PackageStore.hex(ofBase64: hash)
            output.code?.location = "\(context.endpoint)\(Gateway.packagePath)\(hex).zip"
        }
        return output
    }
}

extension LocalAWS {
    /// The package that a request brings or names, or why it is refused; `nil` without one.
    func package(
        _ zip: Blob?,
        from bucket: String?,
        _ key: String?
    ) async -> Result<CodePackage, AWSFailure>? {
        do throws(AWSFailure) {
            if let zip { return .success(try packages.accept(zip.bytes)) }
            guard let bucket else { return nil }
            return .success(try packages.accept(try await object(bucket, key ?? "")))
        } catch {
            return .failure(error)
        }
    }

    private func object(_ bucket: String, _ key: String) async throws(AWSFailure) -> [UInt8] {
        do throws(AWSFailure) {
            return try await side.get(GetObject(bucket: bucket, key: key)).body?.bytes ?? []
        } catch {
            throw .invalidParameter(
                "Error occurred while GetObject. S3 Error Code: \(error.code). S3 Error Message: "
                    + error.message
            )
        }
    }
}
