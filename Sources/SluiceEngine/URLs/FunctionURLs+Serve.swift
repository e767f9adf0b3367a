// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension CreateFunctionUrlConfig: ServedOperation {
    /// Gives an address at the engine itself.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        var output = try await aws.perform(self)
        output.functionUrl = output.functionUrl.map(context.localAddress)
        return output
    }
}

extension GetFunctionUrlConfig: ServedOperation {
    /// Gives the address at the engine itself.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> FunctionURL {
        var output = try await aws.perform(self)
        output.functionUrl = output.functionUrl.map(context.localAddress)
        return output
    }
}

extension UpdateFunctionUrlConfig: ServedOperation {
    /// Gives the address at the engine itself.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> FunctionURL {
        var output = try await aws.perform(self)
        output.functionUrl = output.functionUrl.map(context.localAddress)
        return output
    }
}

extension ListFunctionUrlConfigs: ServedOperation {
    /// Gives the addresses at the engine itself.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        var output = try await aws.perform(self)
        for index in (output.functionUrlConfigs ?? []).indices {
            let address = output.functionUrlConfigs?[index].functionUrl
            output.functionUrlConfigs?[index].functionUrl = address.map(context.localAddress)
        }
        return output
    }
}

extension ServeContext {
    /// Where an address of AWS's is served here: its first word, as a path of the engine's.
    fileprivate func localAddress(_ address: String) -> String {
        let id = address.dropFirst("https://".count).prefix { $0 != "." }
        return "\(endpoint)\(FunctionURLDoor.path)\(id)/"
    }
}
