// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceWire

/// The looked-up values of one command, in memory only, and their stand-ins.
struct Vault: Sendable {
    private let seal: Seal
    private let names: Set<String>
    private var values: [String: String] = [:]

    /// Keeps the looked-up values of these settings; those that are stand-ins already stay unknown.
    init(_ settings: FunctionSettings, seal: Seal) {
        self.seal = seal
        names = Set(settings.secrets)
        for name in settings.secrets {
            guard let value = settings.variables?[name], !value.hasPrefix(Seal.mark) else {
                continue
            }
            values[seal.sealed(value)] = value
        }
    }

    /// The settings as a plan and its journal may hold them.
    func sealed(_ settings: FunctionSettings) -> FunctionSettings {
        var settings = settings
        settings.variables = settings.variables.map { sealed($0) }
        return settings
    }

    /// Variables as AWS told them, with the stand-ins in place of looked-up values.
    func sealed(_ variables: [String: String]) -> [String: String] {
        var variables = variables
        for name in names {
            guard let value = variables[name], !value.hasPrefix(Seal.mark) else { continue }
            variables[name] = seal.sealed(value)
        }
        return variables
    }

    /// Variables as AWS needs them.
    ///
    /// - Throws: where a value is not known here: a rollout that is resumed elsewhere.
    func opened(_ variables: [String: String]) throws(AWSFailure) -> [String: String] {
        var opened = variables
        for (name, value) in variables where value.hasPrefix(Seal.mark) {
            guard let clear = values[value] else {
                throw AWSFailure(
                    kind: .notSent,
                    code: "ValueNotKnown",
                    message:
                        "the value of \(name) is looked up and is not the one that was planned; "
                        + "resume beside the project file, with the environment it was planned in"
                )
            }
            opened[name] = clear
        }
        return opened
    }
}
