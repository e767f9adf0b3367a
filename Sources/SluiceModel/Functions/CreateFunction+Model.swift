// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension CreateFunction: ModelOperation {
    /// Creates a function in the state `Pending`.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> FunctionConfiguration {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        let name = reference.function
        let image = try check(name)
        if model.functions[name] != nil {
            throw .conflict("Function already exist: \(name)")
        }
        let package = if let image { image.package } else { try call.requirePackage() }
        try model.requireStorage(for: package)
        var settings = FunctionSettings(self, function: name, region: model.region)
        try RuntimeCatalogue.checkSnapStart(settings)
        if let layers, !layers.isEmpty {
            settings.layerPackages = try model.layerPackages(layers)
        }
        if let codeSigningConfigArn { try requireRules(codeSigningConfigArn, in: model) }
        let latest = VersionRecord(
            version: .latest,
            program: .init(package: package, settings: settings, identity: call.chance.uuid()),
            revisionID: call.chance.uuid(),
            lastModified: call.now,
            state: .pending,
            settling: model.settling(in: &call)
        )
        var head = FunctionHead(name: name, tags: tags ?? [:], createdAt: call.now)
        if let codeSigningConfigArn { head.attachments.codeSigningARN = codeSigningConfigArn }
        model.commit(.created(head, latest: latest))
        guard publish == true else { return latest.description(under: model.arn(name)) }
        let version = model.publish(latest, of: name, description: nil, in: &call)
        return version.description(under: model.arn(name))
    }

    private func check(_ name: String) throws(AWSFailure) -> ContainerImage? {
        if name.utf8.count > 64 {
            throw .invalidParameter(
                "1 validation error detected: Value '\(name)' at 'functionName' failed to satisfy "
                    + "constraint: Member must have length less than or equal to 64"
            )
        }
        try SettingsCheck(self).enforce()
        try LambdaModel.requireOneSource(
            code.zipFile,
            code.s3Bucket,
            code.s3Key,
            code.s3ObjectVersion
        )
        try Tagged.check(tags ?? [:])
        if (tags ?? [:]).count > Limits.tagsMax {
            throw .invalidParameter("Number of tags exceeds resource tag limit.")
        }
        return try requireSource()
    }
}

extension LambdaModel {
    /// Refuses a package that is brought and named at once.
    static func requireOneSource(_ zip: Blob?, _ others: String?...) throws(AWSFailure) {
        guard zip != nil, others.contains(where: { $0 != nil }) else { return }
        throw .invalidParameter(
            "Please do not provide other FunctionCode parameters when providing a ZipFile."
        )
    }

    /// The end of a change that begins now.
    func settling(in call: inout Call) -> VersionRecord.Settling {
        .init(at: call.now.advanced(by: settleTime), revisionID: call.chance.uuid())
    }

    /// Refuses a package for which the account has no room.
    func requireStorage(for package: CodePackage) throws(AWSFailure) {
        guard codeSize + package.size > Limits.codeStorageBytesMax else { return }
        throw AWSFailure(
            code: "CodeStorageExceededException",
            message: "Code storage limit exceeded.",
            status: 400
        )
    }

    /// Bytes of all packages; `$LATEST`, each version and each layer's version count.
    var codeSize: Int {
        functions.values.reduce(0) { sum, function in
            function.versions.reduce(sum) { $0 + $1.program.package.size }
        }
            + layers.values.reduce(0) { sum, layer in
                layer.versions.reduce(sum) { $0 + $1.package.size }
            }
    }
}
