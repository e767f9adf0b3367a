// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// Keeps looked-up values out of everything that is compared, shown or written down.
///
/// Above it there are only stand-ins, below it only the values themselves.
struct SealingTransport: AWSTransport {
    let base: any AWSTransport
    let vault: Vault

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        sealed(try await base.send(try opened(operation)))
    }

    private func opened<Operation: AWSOperation>(
        _ operation: Operation
    ) throws(AWSFailure) -> Operation {
        switch operation {
        case var update as UpdateFunctionConfiguration:
            update.environment = try opened(update.environment)
            return update as? Operation ?? operation
        case var creation as CreateFunction:
            creation.environment = try opened(creation.environment)
            return creation as? Operation ?? operation
        default: return operation
        }
    }

    private func opened(
        _ environment: FunctionEnvironment?
    ) throws(AWSFailure) -> FunctionEnvironment? {
        guard var environment, let variables = environment.variables else { return environment }
        environment.variables = try vault.opened(variables)
        return environment
    }

    private func sealed<Output>(_ output: Output) -> Output {
        switch output {
        case var configuration as FunctionConfiguration:
            seal(&configuration)
            return configuration as? Output ?? output
        case var function as GetFunction.Output:
            seal(&function.configuration)
            return function as? Output ?? output
        default: return output
        }
    }

    private func seal(_ configuration: inout FunctionConfiguration) {
        guard let variables = configuration.environment?.variables else { return }
        configuration.environment?.variables = vault.sealed(variables)
    }
}
