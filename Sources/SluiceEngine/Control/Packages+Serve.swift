// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension CreateFunction: ServedOperation {
    /// Keeps the package, then creates the function.
    func serve(
        in aws: LocalAWS,
        _ context: ServeContext
    ) async throws(AWSFailure) -> FunctionConfiguration {
        var package = await aws.package(code.zipFile, isElsewhere: code.s3Bucket != nil)
        if let problem = await aws.problem(with: runtime) { package = .failure(problem) }
        return try await aws.perform(self, package: package)
    }
}

extension UpdateFunctionCode: ServedOperation {
    /// Keeps the package, then begins the update.
    func serve(
        in aws: LocalAWS,
        _ context: ServeContext
    ) async throws(AWSFailure) -> FunctionConfiguration {
        let package = await aws.package(zipFile, isElsewhere: s3Bucket != nil)
        return try await aws.perform(self, package: package)
    }
}

extension UpdateFunctionConfiguration: ServedOperation {
    /// Begins the update, unless to a runtime that cannot run here.
    func serve(
        in aws: LocalAWS,
        _ context: ServeContext
    ) async throws(AWSFailure) -> FunctionConfiguration {
        if let problem = await aws.problem(with: runtime) { throw problem }
        return try await aws.perform(self)
    }
}

extension GetFunction: ServedOperation {
    /// Adds where the package can be fetched: at the engine itself.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        var output = try await aws.perform(self)
        if let hash = output.configuration.codeSha256 {
            let hex = PackageStore.hex(ofBase64: hash)
            output.code?.location = "\(context.endpoint)\(Gateway.packagePath)\(hex).zip"
        }
        return output
    }
}

extension LocalAWS {
    /// Why a runtime cannot run on this machine; better said now than at the first call.
    ///
    /// What Lambda itself refuses is left to the model, which has Lambda's words for it.
    nonisolated func problem(with runtime: String?) async -> AWSFailure? {
        guard let runtime, LambdaModel.isSupported(runtime: runtime) else { return nil }
        return await path.problem(runtime).map { .invalidParameter($0) }
    }

    /// The package that a request brings, or why it is refused; `nil` when it brings none.
    func package(_ zip: Blob?, isElsewhere: Bool) -> Result<CodePackage, AWSFailure>? {
        if let zip {
            do {
                return .success(try packages.accept(zip.bytes))
            } catch {
                return .failure(error)
            }
        }
        guard isElsewhere else { return nil }
        return .failure(
            .invalidParameter(
                "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: "
                    + "The specified bucket does not exist"
            )
        )
    }
}
