// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceWire

extension FunctionSettings {
    /// The update that says what the project mentions and nothing else.
    func update(
        of function: String,
        at revision: String?
    ) throws(AWSFailure) -> UpdateFunctionConfiguration {
        var update = try PropertyBridge.operation(
            UpdateFunctionConfiguration.self,
            from: properties.merging(["FunctionName": .string(function)]) { _, name in name }
        )
        update.runtime = runtime ?? update.runtime
        update.handler = handler ?? update.handler
        update.role = role ?? update.role
        update.memorySize = memory ?? update.memorySize
        update.timeout = timeout ?? update.timeout
        update.description = description ?? update.description
        update.environment =
            variables.map { FunctionEnvironment(variables: $0) } ?? update.environment
        update.revisionId = revision
        return update
    }

    /// The creation of a function with these settings, marked as the work of a rollout.
    func creation(
        of function: String,
        code: [UInt8],
        rollout: String
    ) throws(AWSFailure) -> CreateFunction {
        guard let role else {
            throw .refused("NoRole", "a function that does not exist yet needs a role")
        }
        var creation = try PropertyBridge.operation(
            CreateFunction.self,
            from: properties.merging([
                "FunctionName": .string(function), "Role": .string(role), "Code": .map([:]),
            ]) { _, ours in ours }
        )
        creation.code = FunctionCode(zipFile: Blob(code))
        creation.runtime = runtime ?? creation.runtime
        creation.handler = handler ?? creation.handler
        creation.memorySize = memory ?? creation.memorySize
        creation.timeout = timeout ?? creation.timeout
        creation.description = description ?? creation.description
        creation.environment =
            variables.map { FunctionEnvironment(variables: $0) } ?? creation.environment
        creation.architectures = architecture.map { [$0] } ?? creation.architectures
        creation.tags = tags.merging([FunctionState.rolloutTag: rollout]) { _, ours in ours }
        return creation
    }
}
