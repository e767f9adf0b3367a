// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension GetFunction: ModelReading {
    /// Reads a function; where its package can be fetched is known to whoever keeps the bytes.
    public func perform(on model: LambdaModel) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .read,
            in: model
        )
        let (function, version) = try model.version(reference)
        let head = function.head
        return Output(
            configuration: version.description(under: reference.arn),
            code: Self.location(of: version.program.settings),
            tags: head.tags.isEmpty ? nil : head.tags,
            concurrency: head.reservedConcurrency.map {
                Concurrency(reservedConcurrentExecutions: $0)
            }
        )
    }

    private static func location(of settings: FunctionSettings) -> FunctionCodeLocation {
        guard let uri = settings.imageURI else { return FunctionCodeLocation(repositoryType: "S3") }
        return FunctionCodeLocation(
            repositoryType: "ECR",
            imageUri: uri,
            resolvedImageUri: ContainerImage(uri: uri).resolved
        )
    }
}

extension GetFunctionConfiguration: ModelReading {
    /// Reads a version's configuration.
    public func perform(on model: LambdaModel) throws(AWSFailure) -> FunctionConfiguration {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .read,
            in: model
        )
        return try model.version(reference).version.description(under: reference.arn)
    }
}
