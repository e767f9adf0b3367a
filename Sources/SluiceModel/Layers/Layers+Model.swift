// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension PublishLayerVersion: ModelOperation {
    /// Publishes the layer's next version.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> LayerVersion {
        let name = try LayerName(layerName, in: model)
        var constraints = Constraints()
        constraints.check(
            list: compatibleRuntimes,
            at: "compatibleRuntimes",
            oneOf: RuntimeCatalogue.supported,
            count: 15
        )
        constraints.check(
            list: compatibleArchitectures,
            at: "compatibleArchitectures",
            oneOf: ["x86_64", "arm64"],
            count: 2,
            isNullable: false
        )
        constraints.check(description, at: "description", lengthMax: 256)
        constraints.check(licenseInfo, at: "licenseInfo", lengthMax: 512)
        constraints.check(
            bucket: content.s3Bucket,
            key: content.s3Key,
            version: content.s3ObjectVersion,
            under: "content."
        )
        try constraints.enforce()
        let package = try call.requirePackage()
        try model.requireStorage(for: package)
        var layer = model.layers[name.name] ?? LayerRecord(name: name.name)
        let version = LayerVersionRecord(
            number: layer.nextVersion,
            package: package,
            description: description ?? "",
            createdAt: call.now,
            runtimes: compatibleRuntimes,
            architectures: compatibleArchitectures,
            license: licenseInfo
        )
        layer.nextVersion += 1
        layer.versions.append(version)
        model.commit(.layer(layer))
        return version.description(of: name.arn)
    }
}

extension GetLayerVersion: ModelOperation {
    /// Reads one of a layer's versions.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> LayerVersion {
        let name = try LayerName(layerName, in: model)
        return try model.layerVersion(name, versionNumber).description(of: name.arn)
    }
}

extension GetLayerVersionByArn: ModelOperation {
    /// Reads one of a layer's versions.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> LayerVersion {
        var constraints = Constraints()
        constraints.check(arn, at: "arn", pattern: LayerName.versionPattern) {
            LayerName(arn: $0)?.version != nil
        }
        try constraints.enforce()
        guard let name = LayerName(arn: arn), let number = name.version else { throw .noResource }
        return try model.layerVersion(name, number).description(of: name.arn)
    }
}

extension ListLayers: ModelOperation {
    /// Lists layers with their latest versions.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let filter = try LayerFilter(compatibleRuntime, compatibleArchitecture)
        let prefix = "arn:aws:lambda:\(model.region):\(model.account):layer:"
        let items = model.layers.values.sorted { $0.name < $1.name }.compactMap { layer in
            layer.versions.last(where: filter.takes).map {
                LayerItem(
                    layerName: layer.name,
                    layerArn: prefix + layer.name,
                    latestMatchingVersion: $0.item(of: prefix + layer.name)
                )
            }
        }
        let page = try Page(items, marker: marker, asked: maxItems, of: 1...50)
        return Output(nextMarker: page.nextMarker, layers: page.items)
    }
}

extension ListLayerVersions: ModelOperation {
    /// Lists a layer's versions, the newest first; a layer that does not exist has none.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let filter = try LayerFilter(compatibleRuntime, compatibleArchitecture)
        let name = try LayerName(layerName, in: model)
        let versions = (model.layers[name.name]?.versions ?? []).filter(filter.takes)
        let page = try Page(
            versions.reversed(),
            marker: marker,
            asked: maxItems,
            of: 1...50
        )
        return Output(
            nextMarker: page.nextMarker,
            layerVersions: page.items.map { $0.item(of: name.arn) }
        )
    }
}

extension DeleteLayerVersion: ModelOperation {
    /// Deletes a version, if there is one; functions keep what they use.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let name = try LayerName(layerName, in: model)
        try LambdaModel.checkLayer(versionNumber)
        if var layer = model.layers[name.name], layer.version(versionNumber) != nil {
            layer.versions.removeAll { $0.number == versionNumber }
            model.commit(.layer(layer))
        }
        return EmptyAnswer()
    }
}

/// Which versions of layers a list is to have.
private struct LayerFilter {
    let runtime: String?
    let architecture: String?

    init(_ runtime: String?, _ architecture: String?) throws(AWSFailure) {
        (self.runtime, self.architecture) = (runtime, architecture)
        var constraints = Constraints()
        constraints.check(runtime, at: "compatibleRuntime", oneOf: RuntimeCatalogue.known)
        constraints.check(
            architecture,
            at: "compatibleArchitecture",
            oneOf: ["x86_64", "arm64"]
        )
        try constraints.enforce()
    }

    func takes(_ version: LayerVersionRecord) -> Bool {
        (runtime.map { version.runtimes?.contains($0) ?? false } ?? true)
            && (architecture.map { version.architectures?.contains($0) ?? false } ?? true)
    }
}

extension LambdaModel {
    static func checkLayer(_ number: Int) throws(AWSFailure) {
        if number < 1 { throw .invalidParameter("Layer Version Cannot be less than 1") }
    }

    /// The version of a layer of this account and region.
    fileprivate func layerVersion(
        _ name: LayerName,
        _ number: Int
    ) throws(AWSFailure) -> LayerVersionRecord {
        try Self.checkLayer(number)
        guard name.account == account, name.region == region,
            let version = layers[name.name]?.version(number)
        else { throw .noResource }
        return version
    }
}
