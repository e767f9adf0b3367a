// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension ListVersionsByFunction: ModelOperation {
    /// Lists `$LATEST`, then the published versions from the oldest on.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .read, in: model)
        let function = try model.function(reference)
        let arn = model.arn(reference.function)
        let page = try Page(
            function.versions,
            marker: marker,
            asked: maxItems,
            max: Limits.pageItemsMax
        )
        let versions = page.items.map {
            $0.description(under: arn.qualified(by: $0.version.name), inList: true)
        }
        return Output(nextMarker: page.nextMarker, versions: versions)
    }
}
