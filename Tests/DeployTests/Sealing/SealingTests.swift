// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct SealingTests {
    static let settings = FunctionSettings(
        variables: ["TABLE": "orders", "TOKEN": "hunter2"],
        secrets: ["TOKEN"]
    )
    static let vault = Vault(settings, seal: Seal(key: [1, 2, 3]))

    @Test func `a looked-up value is a stand-in in settings, equal for equal values`() {
        let sealed = Self.vault.sealed(Self.settings)
        #expect(sealed.variables?["TABLE"] == "orders")
        #expect(sealed.variables?["TOKEN"]?.hasPrefix("sealed:") == true)
        #expect(sealed == Self.vault.sealed(Self.settings))
        #expect(Self.vault.sealed(sealed) == sealed)
        let other = Vault(Self.settings, seal: Seal(key: [9]))
        #expect(other.sealed(Self.settings) != sealed)
    }

    @Test func `AWS gets the value, and everything above gets the stand-in`() async throws {
        let aws = ScriptedAWS().on(UpdateFunctionConfiguration.self) { update in
            var answer = FunctionConfiguration.sample("$LATEST")
            answer.environment = update.environment
            return answer
        }
        let sealed = Self.vault.sealed(Self.settings)
        let answer = try await SealingTransport(base: aws, vault: Self.vault).send(
            UpdateFunctionConfiguration(
                functionName: "orders",
                environment: FunctionEnvironment(variables: sealed.variables)
            )
        )
        let sent = aws.calls(UpdateFunctionConfiguration.self).first?.environment?.variables
        #expect(sent == Self.settings.variables)
        #expect(answer.environment?.variables == sealed.variables)
    }

    @Test func `a value that is not known here is not sent`() async {
        let sealed = Self.vault.sealed(Self.settings)
        let elsewhere = Vault(sealed, seal: Seal(key: [1, 2, 3]))
        let aws = ScriptedAWS()
        await #expect(throws: AWSFailure.self) {
            try await SealingTransport(base: aws, vault: elsewhere).send(
                UpdateFunctionConfiguration(
                    functionName: "orders",
                    environment: FunctionEnvironment(variables: sealed.variables)
                )
            )
        }
        #expect(aws.names.isEmpty)
    }
}
