// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire
import Testing

extension RecordedAttempt {
    private static let longName = String(repeating: "a", count: 110)

    static let functions: [String: RecordedAttempt] = creating.merging(changing) { $1 }
        .merging(naming) { $1 }

    private static let creating: [String: RecordedAttempt] = [
        "function_arn_other_account_exc": RecordedAttempt(
            World.creation("arn:aws:lambda:us-east-1:222222222222:function:f"),
            package: "c"
        ),
        "function_arn_other_region_exc": RecordedAttempt(
            World.creation("arn:aws:lambda:ap-southeast-1:111111111111:function:f"),
            package: "c"
        ),
        "long_function_name_exc": RecordedAttempt(
            World.creation(String(repeating: "a", count: 65)),
            package: "c"
        ),
        "long_function_arn_exc": RecordedAttempt(
            ["<function-name>": longName],
            World.creation("arn:aws:lambda:us-east-1:111111111111:function:\(longName)"),
            package: "c"
        ),
        "invalid_function_name_exc": RecordedAttempt(
            World.creation("invalid:function:name"),
            package: "c"
        ),
        "invalid_role_arn_exc": creation { $0.role = "r1" },
        "uppercase_architecture": creation { $0.architectures = ["X86_64"] },
        "multiple_architectures": creation { $0.architectures = ["x86_64", "arm64"] },
        "uppercase_runtime_exc": creation { $0.runtime = "PYTHON3.9" },
        "invalid_runtime_exc": creation { $0.runtime = "non-existent-runtime" },
        "create_function_invalid_snapstart_apply": creation {
            $0.snapStart = SnapStart(applyOn: "invalidOption")
        },
        "create-response-invalid-format-security-group": RecordedAttempt(
            ["<security_group_id_2>": "wrong"],
            vpc(VPCConfig(subnetIds: ["subnet-1"], securityGroupIds: ["wrong"])),
            package: "c"
        ),
        "create-response-invalid-format-subnet-id": RecordedAttempt(
            ["<subnet_id_2>": "wrong"],
            vpc(VPCConfig(subnetIds: ["wrong"], securityGroupIds: ["sg-1"])),
            package: "c"
        ),
        "deprecation_error": RecordedAttempt { world, row in
            var creation = World.creation("new")
            creation.runtime = row.message.split(separator: " ")[4].description
            _ = try world.perform(creation, package: "c")
        },
        "failed_create_fn_result": environment,
        "failured_create_fn_result_multi_key": environment,
    ]

    private static func vpc(_ config: VPCConfig) -> CreateFunction {
        var creation = World.creation("new")
        creation.vpcConfig = config
        return creation
    }

    /// The variables are those that the refusal quotes.
    private static let environment = RecordedAttempt { world, row in
        var creation = World.creation("new")
        let start = try #require(row.message.firstIndex(of: "{"))
        guard case .map(let map)? = WireJSON.value(of: String(row.message[start...])) else {
            return
        }
        var variables: [String: String] = [:]
        for entry in map.entries {
            if case .string(let text) = entry.value { variables[entry.key] = text }
        }
        creation.environment = FunctionEnvironment(variables: variables)
        _ = try world.perform(creation, package: "c")
    }

    private static let changing: [String: RecordedAttempt] = [
        "update-during-in-progress-update-exc": RecordedAttempt { world, _ in
            let update = UpdateFunctionCode(functionName: "orders")
            _ = try world.perform(update, package: "a")
            _ = try world.perform(update, package: "b")
        },
        "zipfile-to-image-error": RecordedAttempt(
            UpdateFunctionCode(functionName: "orders", imageUri: "image:1")
        ),
        "image-to-zipfile-error": RecordedAttempt { world, _ in
            _ = try world.perform(World.image("pictures"))
            world.wait()
            _ = try world.perform(UpdateFunctionCode(functionName: "pictures"), package: "b")
        },
        "publish_wrong_sha256_exc": RecordedAttempt(
            PublishVersion(functionName: "orders", codeSha256: "somenonexistentsha256")
        ),
        "invalid_sha_publish": RecordedAttempt(
            PublishVersion(
                functionName: "orders",
                codeSha256: String(repeating: "a", count: 64)
            )
        ),
        "publish_wrong_revisionid_exc": RecordedAttempt(
            PublishVersion(functionName: "orders", revisionId: "wrong")
        ),
        "delete_function_response_non_existent": RecordedAttempt(
            ["<fn-name>": "nope"],
            DeleteFunction(functionName: "nope", qualifier: "1")
        ),
        "delete_postdelete": RecordedAttempt { world, _ in
            _ = try world.perform(DeleteFunction(functionName: "orders"))
            _ = try world.perform(DeleteFunction(functionName: "orders"))
        },
        "list_functions_invalid_functionversion": RecordedAttempt(
            ListFunctions(functionVersion: "invalid")
        ),
    ]

    private static let function = "TestLambdaFunction::test_"

    private static let naming: [String: RecordedAttempt] = [
        "\(function)ops_with_arn_qualifier_mismatch[delete_function] match_exception":
            RecordedAttempt(DeleteFunction(functionName: "nope:$LATEST", qualifier: "$LATEST")),
        "\(function)ops_with_arn_qualifier_mismatch[get_function] match_exception":
            RecordedAttempt(
                GetFunction(functionName: "some-function:$LATEST", qualifier: "$LATEST")
            ),
        "not_match_exception": RecordedAttempt(
            DeleteFunction(functionName: "nope:1", qualifier: "$LATEST")
        ),
        "\(function)ops_on_nonexisting_version[get_function] version_not_found_exception":
            RecordedAttempt(GetFunction(functionName: "orders", qualifier: "1221")),
        "\(function)ops_on_nonexisting_version[get_function_event_invoke_config] "
            + "version_not_found_exception": RecordedAttempt(
                GetFunctionEventInvokeConfig(functionName: "orders", qualifier: "1221")
            ),
        "\(function)ops_on_nonexisting_fn[delete_function] not_found_exception": RecordedAttempt(
            ["<nonexisting-fn-name>": "nope"],
            DeleteFunction(functionName: "nope")
        ),
        "\(function)ops_on_nonexisting_fn[get_function_event_invoke_config] not_found_exception":
            RecordedAttempt(
                ["<nonexisting-fn-name>": "nope"],
                GetFunctionEventInvokeConfig(functionName: "nope")
            ),
        "\(function)ops_on_nonexisting_fn[get_function_url_config] not_found_exception":
            RecordedAttempt(GetFunctionUrlConfig(functionName: "nope")),
        "wrong_region_exception": RecordedAttempt(
            ["<wrong-region>": "eu-west-1"],
            GetFunction(functionName: "arn:aws:lambda:eu-west-1:111111111111:function:orders")
        ),
        "get_function_alias_notfound_exc": RecordedAttempt(
            GetFunction(functionName: "orders", qualifier: "aliasdoesnotexist")
        ),
        "invocation_exc_not_existent": RecordedAttempt { world, _ in
            _ = try world.model.target(of: "orders", qualifier: "non-existent-alias")
        },
        "TestLambdaFeatures::test_invoke_exceptions invoke_function_doesnotexist": RecordedAttempt(
            GetFunctionConfiguration(functionName: "doesnotexist")
        ),
        "TestLambdaFeatures::test_invoke_exceptions invoke_function_doesnotexist 2":
            RecordedAttempt { world, _ in
                _ = try world.model.target(of: "doesnotexist", qualifier: nil)
            },
        "invoke_function_name_pattern_exc": RecordedAttempt { world, _ in
            _ = try world.model.target(
                of: "arn:aws:lambda:us-east-1:123400000000@function:myfn",
                qualifier: nil
            )
        },
    ]
}
