// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension UpdateFunctionConfiguration: ModelOperation {
    /// Changes what is said of the configuration of `$LATEST`.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> FunctionConfiguration {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        let (name, arn) = (reference.function, model.arn(reference.function))
        var check = SettingsCheck(self)
        if let present = model.functions[name]?.latest.program.settings.loggingConfig.logFormat {
            check.presentLogFormat = present
        }
        try check.enforce()
        let function = try model.function(reference)
        try reference.requireLatest()
        try model.requireRevision(revisionId, function.latest.revisionID)
        try model.requireSettled(function.latest, of: arn)
        let program = function.latest.program
        var settings = program.settings.changed(by: self, function: name)
        try RuntimeCatalogue.checkSnapStart(settings)
        if let layers {
            settings.layerPackages = layers.isEmpty ? nil : try model.layerPackages(layers)
        }
        let latest = model.beginUpdate(of: name, to: settings, program.package, in: &call)
        return latest.description(under: arn)
    }
}
