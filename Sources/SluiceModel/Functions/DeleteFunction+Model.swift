// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension DeleteFunction: ModelOperation {
    /// Deletes a function with all that belongs to it, or one version that no alias names.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .write,
            in: model
        )
        guard let function = model.functions[reference.function] else {
            // Recorded: `$LATEST` is refused even where there is no function.
            if reference.qualifier == "$LATEST" { throw Self.latestStays }
            throw .functionNotFound(reference.arn.unqualified)
        }
        guard let qualifier = reference.qualifier else {
            model.commit(.functionRemoved(reference.function))
            return EmptyAnswer()
        }
        if qualifier == "$LATEST" { throw Self.latestStays }
        guard qualifier.isDigits else {
            throw .invalidParameter("Deletion of aliases is not currently supported.")
        }
        guard let version = Version(qualifier), function.record(of: version) != nil else {
            return EmptyAnswer()
        }
        let aliases = function.sortedAliases.filter { $0.references(version) }.map(\.name)
        if !aliases.isEmpty {
            throw .conflict(
                "Unable to delete version because the following aliases reference it: "
                    + "[\(aliases.joined(separator: ", "))]"
            )
        }
        model.commit(.versionRemoved(function: reference.function, version: qualifier))
        model.change(function.head) { $0.drop(qualifier) }
        return EmptyAnswer()
    }

    private static let latestStays = AWSFailure.invalidParameter(
        "$LATEST version cannot be deleted without deleting the function."
    )
}
