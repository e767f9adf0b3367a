// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension ListFunctions: ModelOperation {
    /// Lists functions by name.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var constraints = Constraints()
        constraints.check(functionVersion, at: "functionVersion", oneOf: ["ALL"])
        try constraints.enforce()
        let functions = model.functions.values.sorted { $0.head.name < $1.head.name }
        let isWhole = functionVersion == "ALL"
        let all = functions.flatMap { function in
            let arn = model.arn(function.head.name)
            guard isWhole else { return [function.latest.description(under: arn, inList: true)] }
            return function.versions.map {
                $0.description(under: arn.qualified(by: $0.version.name), inList: true)
            }
        }
        let page = try Page(all, marker: marker, asked: maxItems, max: Limits.pageItemsMax)
        return Output(nextMarker: page.nextMarker, functions: page.items)
    }
}
