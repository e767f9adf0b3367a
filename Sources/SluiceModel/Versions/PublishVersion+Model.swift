// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension PublishVersion: ModelOperation {
    /// Freezes `$LATEST`, unless nothing changed since the version before.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> FunctionConfiguration {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        var constraints = Constraints()
        constraints.check(description, at: "description", lengthMax: 256)
        try constraints.enforce()
        let arn = model.arn(reference.function)
        let latest = try model.function(reference).latest
        let actual = latest.program.package.sha256
        if let codeSha256, !codeSha256.isEmpty, codeSha256 != actual {
            throw .invalidParameter(
                "CodeSHA256 (\(codeSha256)) is different from current CodeSHA256 in $LATEST "
                    + "(\(actual)). Please try again with the CodeSHA256 in $LATEST."
            )
        }
        try model.requireRevision(revisionId, latest.revisionID)
        try model.requireSettled(latest, of: arn)
        try model.requireStorage(for: latest.program.package)
        let version = model.publish(
            latest,
            of: reference.function,
            description: description,
            in: &call
        )
        return version.description(under: arn.qualified(by: version.version.name))
    }
}

extension LambdaModel {
    /// The version that stands for what `$LATEST` is now: the last one, or a new one.
    ///
    /// A new one shares the fate of `$LATEST`: while that is pending or being updated, the version
    /// is pending and both settle together. One with SnapStart is pending until its snapshot is there.
    mutating func publish(
        _ latest: VersionRecord,
        of name: String,
        description: String?,
        in call: inout Call
    ) -> VersionRecord {
        guard let function = functions[name] else {
            preconditionFailure("only a function that was looked up is published")
        }
        if let last = function.published.last,
            last.version.number == function.head.nextVersion - 1,
            last.isPublished(from: latest)
        {
            return last
        }
        var version = latest
        version.version = Version(function.head.nextVersion)
        version.serving = nil
        version.published = latest.program.settings
        if let description, !description.isEmpty {
            version.program.settings.description = description
        }
        version.program.identity = call.chance.uuid()
        version.revisionID = call.chance.uuid()
        if latest.settling != nil {
            version.state = .pending
            version.update = nil
        } else if latest.program.settings.snapStartApplyOn == "PublishedVersions" {
            // Its snapshot is being taken.
            version.state = .pending
            version.update = nil
            version.settling = VersionRecord.Settling(
                at: call.now.advanced(by: settleTime),
                revisionID: version.revisionID
            )
        }
        var head = function.head
        head.nextVersion += 1
        commit(.function(head))
        commit(.version(function: name, version))
        if latest.settling == nil {
            var latest = latest
            latest.revisionID = call.chance.uuid()
            commit(.version(function: name, latest))
        }
        return version
    }
}
