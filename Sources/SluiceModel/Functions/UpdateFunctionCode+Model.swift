// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension UpdateFunctionCode: ModelOperation {
    /// Replaces the package of `$LATEST`, and publishes it when asked.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> FunctionConfiguration {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        let (name, arn) = (reference.function, model.arn(reference.function))
        var constraints = Constraints()
        SettingsCheck.check(architectures, in: &constraints)
        constraints.check(bucket: s3Bucket, key: s3Key, version: s3ObjectVersion)
        try constraints.enforce()
        let function = try model.function(reference)
        try reference.requireLatest()
        let image = try requireSource(for: function.latest.program.settings)
        try LambdaModel.requireOneSource(zipFile, s3Bucket, s3Key, s3ObjectVersion)
        let package = if let image { image.package } else { try call.requirePackage() }
        try model.requireRevision(revisionId, function.latest.revisionID)
        try model.requireSettled(function.latest, of: arn)
        try model.requireStorage(for: package)
        var settings = function.latest.program.settings
        settings.architectures = architectures ?? settings.architectures
        settings.imageURI = image?.uri
        if dryRun == true {
            var latest = function.latest
            latest.program.package = package
            latest.program.settings = settings
            return latest.description(under: arn)
        }
        let latest = model.beginUpdate(of: name, to: settings, package, in: &call)
        guard publish == true else { return latest.description(under: arn) }
        let version = model.publish(latest, of: name, description: nil, in: &call)
        return version.description(under: arn.qualified(by: version.version.name))
    }
}

extension FunctionReference {
    /// Refuses to change anything but `$LATEST`.
    func requireLatest() throws(AWSFailure) {
        guard let qualifier, qualifier != "$LATEST" else { return }
        throw .invalidParameter("Current operation does not support versions other than $LATEST")
    }
}

extension LambdaModel {
    /// Begins an update of `$LATEST`: calls run the program of before until it has settled.
    mutating func beginUpdate(
        of name: String,
        to settings: FunctionSettings,
        _ package: CodePackage,
        in call: inout Call
    ) -> VersionRecord {
        guard var latest = functions[name]?.latest else {
            preconditionFailure("an update begins only on a function that was looked up")
        }
        latest.serving = latest.current
        latest.program = .init(
            package: package,
            settings: settings,
            identity: call.chance.uuid()
        )
        latest.revisionID = call.chance.uuid()
        latest.lastModified = call.now
        latest.update = .inProgress
        latest.settling = settling(in: &call)
        commit(.version(function: name, latest))
        return latest
    }
}
