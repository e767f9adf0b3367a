// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SluiceWire

/// What is said when required members are absent.
@Suite struct AbsenceTests {
    private func refusal<Operation: AWSOperation>(
        of type: Operation.Type,
        _ body: String,
        path: [String: String] = [:]
    ) -> AWSFailure? {
        let request = WireRequest(
            method: "POST",
            path: "/",
            headers: [:],
            body: Array(body.utf8)
        )
        do {
            _ = try WireCodec.operation(type, from: request, by: .restJSON, pathMembers: path)
            return nil
        } catch let failure {
            return failure
        }
    }

    @Test func `one absent member is named`() {
        #expect(
            refusal(of: CreateFunction.self, #"{"FunctionName":"f","Role":"r"}"#)?.message
                == "1 validation error detected: Value null at 'code' failed to satisfy "
                + "constraint: Member must not be null"
        )
    }

    @Test func `several absent members are named together`() {
        let failure = refusal(of: CreateFunction.self, #"{"FunctionName":"f"}"#)
        #expect(failure?.code == "ValidationException")
        #expect(
            failure?.message
                == "2 validation errors detected: Value null at 'role' failed to satisfy "
                + "constraint: Member must not be null; Value null at 'code' failed to satisfy "
                + "constraint: Member must not be null"
        )
        #expect(
            refusal(of: AddPermission.self, "{}", path: ["FunctionName": "f"])?.message
                .hasPrefix("3 validation errors detected: ") == true
        )
    }

    @Test func `what lies in an absent member is not named`() {
        let failure = refusal(of: CreateAlias.self, "{}", path: ["FunctionName": "f"])
        #expect(failure?.message.hasPrefix("2 validation errors detected: ") == true)
    }
}
