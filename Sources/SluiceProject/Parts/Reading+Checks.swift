// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceCore

// What is checked for the environment that is deployed: policy, and files beside the project file.
extension Reading {
    /// A protected environment needs an alias, a gate and a guard, and is never updated in place.
    mutating func checkPolicy(_ part: EnvironmentPart, strategy: Strategy) {
        guard part.isProtected else { return }
        let environment = "environment \(part.name.value) is protected"
        if strategy.isDirect, part.strategy != nil {
            complain(
                "\(environment): strategy direct is refused",
                at: part.strategy?.place ?? part.name.place,
                kind: .policy
            )
        }
        let lacks = [
            (part.alias == nil, "an alias"), (part.gates.isEmpty, "a gate"),
            (part.guards.isEmpty, "a guard"),
        ].filter(\.0).map(\.1)
        guard !lacks.isEmpty else { return }
        complain(
            "\(environment) and lacks \(lacks.joined(separator: " and "))",
            at: part.name.place,
            kind: .policy
        )
    }

    /// Code and payloads whose paths are known without lookups must be there.
    mutating func checkFiles(_ part: EnvironmentPart, directory: String) {
        if let code = part.function.code, let path = code.value.plain,
            Files.kind(Files.path(path, from: directory)) == .missing
        {
            complain("code: \(path) does not exist", at: code.place)
        }
        for gate in part.gates {
            if case .invoke(.file(let path), _) = gate.check {
                _ = payload(path, directory: directory)
            }
        }
    }

    /// The JSON of a payload file, or `nil` after a complaint.
    mutating func payload(_ path: Located<String>, directory: String) -> PropertyValue? {
        let bytes: [UInt8]
        do throws(Files.Failure) {
            let whole = Files.path(path.value, from: directory)
            bytes = try Files.read(whole, max: Limits.payloadBytesMax)
        } catch {
            complain("the payload \(path.value) cannot be read: \(error.reason)", at: path.place)
            return nil
        }
        do {
            return try JSONDecoder().decode(PropertyValue.self, from: Data(bytes))
        } catch {
            complain("the payload \(path.value) is no JSON", at: path.place)
            return nil
        }
    }
}
