// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

/// Refusals that were recorded from AWS, against the model's own.
@Suite struct RecordedErrorTests {
    struct Row: CustomTestStringConvertible {
        var code: String
        var status: Int
        var isUntyped: Bool
        var test: String
        var step: String
        var message: String

        var testDescription: String { "\(test) \(step)" }
    }

    typealias Attempt = @Sendable (inout World) throws -> Void

    static let unknown = "arn:aws:lambda:us-east-1:111111111111:function:nope"

    private static func alias(_ version: String, _ weights: [String: Double]) -> CreateAlias {
        CreateAlias(
            functionName: "orders",
            name: "custom",
            functionVersion: version,
            routingConfig: RoutingConfig(additionalVersionWeights: weights)
        )
    }

    private static func creation(_ change: (inout CreateFunction) -> Void) -> CreateFunction {
        var creation = World.creation("new")
        change(&creation)
        return creation
    }

    /// The step that was recorded → the same here.
    static let attempts: [String: Attempt] = [
        "function_arn_other_account_exc": {
            _ = try $0.perform(
                World.creation("arn:aws:lambda:us-east-1:222222222222:function:f"),
                package: "c"
            )
        },
        "function_arn_other_region_exc": {
            _ = try $0.perform(
                World.creation("arn:aws:lambda:ap-southeast-1:111111111111:function:f"),
                package: "c"
            )
        },
        "long_function_name_exc": {
            _ = try $0.perform(World.creation(String(repeating: "a", count: 65)), package: "c")
        },
        "invalid_function_name_exc": {
            _ = try $0.perform(World.creation("invalid:function:name"), package: "c")
        },
        "invalid_role_arn_exc": {
            _ = try $0.perform(Self.creation { $0.role = "r1" }, package: "c")
        },
        "uppercase_architecture": {
            _ = try $0.perform(Self.creation { $0.architectures = ["X86_64"] }, package: "c")
        },
        "multiple_architectures": {
            _ = try $0.perform(
                Self.creation { $0.architectures = ["x86_64", "arm64"] },
                package: "c"
            )
        },
        "create_function_invalid_snapstart_apply": {
            _ = try $0.perform(
                Self.creation { $0.snapStart = SnapStart(applyOn: "invalidOption") },
                package: "c"
            )
        },
        "create_function_with_six_layers": {
            _ = try $0.perform(
                Self.creation { $0.layers = (1...6).map { "arn:aws:lambda:us-east-1:111111111111:layer:l\($0):1" } },
                package: "c"
            )
        },
        "update-during-in-progress-update-exc": {
            let update = UpdateFunctionCode(functionName: "orders")
            _ = try $0.perform(update, package: "a")
            _ = try $0.perform(update, package: "b")
        },
        "publish_wrong_sha256_exc": {
            _ = try $0.perform(
                PublishVersion(functionName: "orders", codeSha256: "somenonexistentsha256")
            )
        },
        "publish_wrong_revisionid_exc": {
            _ = try $0.perform(PublishVersion(functionName: "orders", revisionId: "wrong"))
        },
        "match_exception": {
            _ = try $0.perform(DeleteFunction(functionName: "nope:$LATEST", qualifier: "$LATEST"))
        },
        "not_match_exception": {
            _ = try $0.perform(DeleteFunction(functionName: "nope:1", qualifier: "$LATEST"))
        },
        "delete_function_response_non_existent": {
            _ = try $0.perform(DeleteFunction(functionName: "nope", qualifier: "1"))
        },
        "delete_postdelete": {
            _ = try $0.perform(DeleteFunction(functionName: "orders"))
            _ = try $0.perform(DeleteFunction(functionName: "orders"))
        },
        "version_not_found_exception": {
            _ = try $0.perform(GetFunction(functionName: "orders", qualifier: "1221"))
        },
        "get_function_alias_notfound_exc": {
            _ = try $0.perform(GetFunction(functionName: "orders", qualifier: "aliasdoesnotexist"))
        },
        "list_functions_invalid_functionversion": {
            _ = try $0.perform(ListFunctions(functionVersion: "invalid"))
        },
        "target_version_exc_version_latest": {
            _ = try $0.perform(Self.alias("$LATEST", ["1": 0.5]))
        },
        "routing_config_exc_sameversion": { _ = try $0.perform(Self.alias("1", ["1": 0.5])) },
        "routing_config_exc_toomany": {
            _ = try $0.perform(Self.alias("1", ["1": 0.5, "2": 0.5]))
        },
        "routing_config_exc_version_latest": {
            _ = try $0.perform(Self.alias("1", ["$LATEST": 0.5]))
        },
        "routing_config_exc_subzero": { _ = try $0.perform(Self.alias("1", ["2": -1])) },
        "routing_config_exc_toohigh": { _ = try $0.perform(Self.alias("1", ["2": 2])) },
        "target_version_doesnotexist": { _ = try $0.perform(Self.alias("10", [:])) },
        "routing_config_exc_fn_doesnotexist": {
            _ = try $0.perform(
                CreateAlias(functionName: "orders-unknown", name: "a", functionVersion: "1")
            )
        },
        "routing_config_exc_already_exist": {
            _ = try $0.perform(Self.alias("1", [:]))
            _ = try $0.perform(Self.alias("1", [:]))
        },
        "create_alias_number_exception": {
            _ = try $0.perform(
                CreateAlias(functionName: "orders", name: "2024", functionVersion: "1")
            )
        },
        "update_alias_response": {
            _ = try $0.perform(UpdateAlias(functionName: "orders", name: "non-existent"))
        },
        "alias_does_not_exist_esc": {
            _ = try $0.perform(GetAlias(functionName: "orders", name: "non-existent"))
        },
        "tag_empty_tags": { _ = try $0.perform(TagResource(resource: World.arn, tags: [:])) },
        "tag_lambda_too_many_tags": {
            let tags = Dictionary(uniqueKeysWithValues: (0...50).map { ("k\($0)", "v") })
            _ = try $0.perform(TagResource(resource: World.arn, tags: tags))
        },
        "tag_lambda_qualifier_doesnotexist": {
            _ = try $0.perform(TagResource(resource: World.arn + ":x", tags: ["a": "b"]))
        },
        "tag_lambda_invalidarn": {
            _ = try $0.perform(TagResource(resource: "arn:aws:something", tags: ["a": "b"]))
        },
        "untag_empty_keys": {
            _ = try $0.perform(UntagResource(resource: World.arn, tagKeys: []))
        },
        "put_function_concurrency_with_qualified_arn": {
            _ = try $0.perform(
                PutFunctionConcurrency(
                    functionName: World.arn + ":1",
                    reservedConcurrentExecutions: 1
                )
            )
        },
        "put_function_concurrency_account_limit_exceeded": {
            _ = try $0.perform(
                PutFunctionConcurrency(functionName: "orders", reservedConcurrentExecutions: 901)
            )
        },
        "invocation_exc_not_existent": {
            _ = try $0.model.target(of: "orders", qualifier: "non-existent-alias")
        },
        "invoke_function_name_pattern_exc": {
            _ = try $0.model.target(
                of: "arn:aws:lambda:us-east-1:123400000000@function:myfn",
                qualifier: nil
            )
        },
    ]

    static let rows: [Row] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/recorded-errors.tsv")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").dropFirst().compactMap(row).filter {
            attempts[$0.step] != nil && !$0.test.contains("[capacity_provider]")
        }
    }()

    private static func row(_ line: Substring) -> Row? {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 9, let status = Int(cells[1]),
            let message = try? JSONDecoder().decode(String.self, from: Data(cells[8].utf8))
        else { return nil }
        let names = [
            "<partition>": "aws", "<region>": "us-east-1", "<function-name:1>": "orders",
            "<function-name>": "orders", "<fn-name>": "orders", "<code-sha256:1>": "code-2",
            "<resource-name>": "orders", "<min_unreserved_concurrency>": "100",
        ]
        return Row(
            code: cells[0],
            status: status,
            isUntyped: cells[2] == "-",
            test: cells[6],
            step: cells[7],
            message: names.reduce(message) {
                $0.replacingOccurrences(of: $1.key, with: $1.value)
            }
        )
    }

    @Test func `the recording holds every step that is tried here`() {
        #expect(Set(Self.rows.map(\.step)) == Set(Self.attempts.keys))
    }

    @Test(arguments: rows)
    func `a refusal says what AWS said`(row: Row) throws {
        // Steps that share a name are told apart by what was recorded of them.
        if row.step == "match_exception", !row.test.contains("[delete_function]") { return }
        if row.step == "version_not_found_exception", !row.test.contains("[get_function]") {
            return
        }
        var world = try World.settled(versions: 2)
        let attempt = try #require(Self.attempts[row.step])
        let failure = try #require(throws: AWSFailure.self) { try attempt(&world) }
        let message =
            ["delete_function_response_non_existent"].contains(row.step)
            ? row.message.replacingOccurrences(of: "orders", with: "nope") : row.message
        #expect(failure.message == message)
        #expect(failure.code == row.code)
        #expect(failure.status == row.status)
        #expect(failure.isUntyped == row.isUntyped)
    }
}
