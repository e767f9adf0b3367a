// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension RecordedAttempt {
    private static func permission(
        _ function: String = "orders",
        _ sid: String = "s3",
        principal: String = "s3.amazonaws.com",
        qualifier: String? = nil,
        revision: String? = nil
    ) -> AddPermission {
        AddPermission(
            functionName: function,
            statementId: sid,
            action: "lambda:InvokeFunction",
            principal: principal,
            qualifier: qualifier,
            revisionId: revision
        )
    }

    static let attached: [String: RecordedAttempt] = permissions.merging(urls) { $1 }
        .merging(tags) { $1 }.merging(settings) { $1 }

    private static let permissions: [String: RecordedAttempt] = [
        "add_permission_principal_invalid": RecordedAttempt(
            permission(principal: "invalid.nonaws.com")
        ),
        "add_permission_fn_qualifier_latest": RecordedAttempt(permission(qualifier: "$LATEST")),
        "add_permission_fn_qualifier_invalid": RecordedAttempt(
            permission(qualifier: "invalid-qualifier-with-?-char")
        ),
        "add_permission_fn_qualifier_valid_doesnotexist": RecordedAttempt(
            permission(qualifier: "valid-with-$-but-doesnotexist")
        ),
        "add_permission_fn_version_doesnotexist": RecordedAttempt(permission(qualifier: "42")),
        "add_permission_fn_alias_doesnotexist": RecordedAttempt(
            permission(qualifier: "alias-doesnotexist")
        ),
        "add_permission_invalid_statement_id": RecordedAttempt(
            permission("orders", "example.com")
        ),
        "add_permission_conflicting_statement_id": RecordedAttempt { world, _ in
            _ = try world.perform(permission())
            _ = try world.perform(permission())
        },
        "add_permission_alias_revision_exception": RecordedAttempt(
            permission(revision: "wrong")
        ),
        "remove_permission_fn_doesnotexist": RecordedAttempt(
            RemovePermission(functionName: "doesnotexist", statementId: "s3")
        ),
        "remove_permission_policy_doesnotexist": RecordedAttempt(
            RemovePermission(functionName: "orders", statementId: "s3")
        ),
        "remove_permission_exception_nonexisting_sid": RecordedAttempt { world, _ in
            _ = try world.perform(permission())
            _ = try world.perform(
                RemovePermission(functionName: "orders", statementId: "non-existent")
            )
        },
    ]

    private static func url(_ qualifier: String, mode: String? = nil) -> CreateFunctionUrlConfig {
        CreateFunctionUrlConfig(
            functionName: "orders",
            qualifier: qualifier.isEmpty ? nil : qualifier,
            authType: "NONE",
            invokeMode: mode
        )
    }

    private static let urls: [String: RecordedAttempt] = [
        "list_function_notfound": RecordedAttempt(ListFunctionUrlConfigs(functionName: "nope")),
        "create_function_url_config_qualifier_latest": RecordedAttempt(url("$LATEST")),
        "create_function_url_config_name_doesnotexist_qualifier": RecordedAttempt(url("1")),
        "create_function_url_config_qualifier_version_doesnotexist": RecordedAttempt(url("2")),
        "invoke_function_invalid_invoke_type": RecordedAttempt(url("", mode: "UNKNOWN")),
        "failed_duplication": RecordedAttempt(["<resource:1>": "orders"]) { world, _ in
            _ = try world.perform(url(""))
            _ = try world.perform(url(""))
        },
    ]

    private static let arn = "arn:aws:lambda:us-east-1:111111111111"
    private static let id = "01234567-89ab-cdef-0123-456789abcdef"

    private static func tag(_ resource: String) -> TagResource {
        TagResource(resource: resource, tags: ["a": "b"])
    }

    private static let tags: [String: RecordedAttempt] = [
        "tag_empty_tags": RecordedAttempt(TagResource(resource: World.arn, tags: [:])),
        "tag_lambda_too_many_tags": RecordedAttempt(
            TagResource(
                resource: World.arn,
                tags: Dictionary(uniqueKeysWithValues: (0...50).map { ("k\($0)", "v") })
            )
        ),
        "tag_lambda_qualifier_doesnotexist": RecordedAttempt(tag(World.arn + ":x")),
        "tag_lambda_invalidarn": RecordedAttempt(tag("arn:aws:something")),
        "untag_empty_keys": RecordedAttempt(UntagResource(resource: World.arn, tagKeys: [])),
        "TestLambdaTag::test_tag_exceptions[capacity_provider] not_found_exception_tag":
            RecordedAttempt(tag("\(arn):capacity-provider:orders")),
        "TestLambdaTag::test_tag_exceptions[event_source_mapping] not_found_exception_tag":
            RecordedAttempt(["<resource-name>": id], tag("\(arn):event-source-mapping:\(id)")),
        "TestLambdaTag::test_tag_exceptions[lambda_function] not_found_exception_tag":
            RecordedAttempt(["<resource-name>": "nope"], tag("\(arn):function:nope")),
        "TestLambdaTag::test_tag_exceptions[capacity_provider] aliased_arn_exception":
            RecordedAttempt(tag("\(arn):capacity-provider:orders:alias")),
        "TestLambdaTag::test_tag_exceptions[event_source_mapping] aliased_arn_exception":
            RecordedAttempt(
                ["<resource-name>": id],
                tag("\(arn):event-source-mapping:\(id):alias")
            ),
        "invalid_arn_exception": RecordedAttempt(tag("\(arn):foobar:orders")),
    ]

    private static let rules = "\(arn):code-signing-config:csc-0123456789abcdefg"

    private static let settings: [String: RecordedAttempt] = [
        "put_recursion_invalid_value_error": RecordedAttempt(
            PutFunctionRecursionConfig(functionName: "orders", recursiveLoop: "InvalidValue")
        ),
        "put_function_csc_invalid_csc_arn": RecordedAttempt(
            ["<csc_arn_invalid>": rules],
            PutFunctionCodeSigningConfig(codeSigningConfigArn: rules, functionName: "orders")
        ),
        "delete_csc_notfound": RecordedAttempt(
            ["<csc_arn_invalid>": rules],
            DeleteCodeSigningConfig(codeSigningConfigArn: rules)
        ),
        "delete_function_csc_fnnotfound": RecordedAttempt(
            DeleteFunctionCodeSigningConfig(functionName: "csc-test-doesnotexist")
        ),
    ]
}
