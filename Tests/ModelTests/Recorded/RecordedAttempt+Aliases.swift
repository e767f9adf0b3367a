// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension RecordedAttempt {
    private static func alias(_ version: String, _ weights: [String: Double]) -> CreateAlias {
        CreateAlias(
            functionName: "orders",
            name: "custom",
            functionVersion: version,
            routingConfig: RoutingConfig(additionalVersionWeights: weights)
        )
    }

    private static func put(_ qualifier: String, _ count: Int) -> PutProvisionedConcurrencyConfig {
        PutProvisionedConcurrencyConfig(
            functionName: "orders",
            qualifier: qualifier,
            provisionedConcurrentExecutions: count
        )
    }

    static let aliases: [String: RecordedAttempt] = writing.merging(concurrency) { $1 }
        .merging(provisioned) { $1 }

    private static let writing: [String: RecordedAttempt] = [
        "target_version_exc_version_latest": RecordedAttempt(alias("$LATEST", ["1": 0.5])),
        "routing_config_exc_sameversion": RecordedAttempt(alias("1", ["1": 0.5])),
        "routing_config_exc_toomany": RecordedAttempt(alias("1", ["1": 0.5, "2": 0.5])),
        "routing_config_exc_version_latest": RecordedAttempt(alias("1", ["$LATEST": 0.5])),
        "routing_config_exc_subzero": RecordedAttempt(alias("1", ["2": -1])),
        "routing_config_exc_toohigh": RecordedAttempt(alias("1", ["2": 2])),
        "target_version_doesnotexist": RecordedAttempt(alias("10", [:])),
        "routing_config_exc_fn_doesnotexist": RecordedAttempt(
            CreateAlias(functionName: "orders-unknown", name: "a", functionVersion: "1")
        ),
        "routing_config_exc_already_exist": RecordedAttempt { world, _ in
            _ = try world.perform(alias("1", [:]))
            _ = try world.perform(alias("1", [:]))
        },
        "create_alias_number_exception": RecordedAttempt(
            CreateAlias(functionName: "orders", name: "2024", functionVersion: "1")
        ),
        "update_alias_response": RecordedAttempt(
            UpdateAlias(functionName: "orders", name: "non-existent")
        ),
        "alias_does_not_exist_esc": RecordedAttempt(
            GetAlias(functionName: "orders", name: "non-existent")
        ),
    ]

    private static let concurrency: [String: RecordedAttempt] = [
        "put_function_concurrency_with_qualified_arn": RecordedAttempt(
            PutFunctionConcurrency(
                functionName: World.arn + ":1",
                reservedConcurrentExecutions: 1
            )
        ),
        "put_function_concurrency_account_limit_exceeded": RecordedAttempt(
            PutFunctionConcurrency(functionName: "orders", reservedConcurrentExecutions: 901)
        ),
        "reserved_lower_than_provisioned_exc": RecordedAttempt { world, _ in
            _ = try world.perform(put("1", 2))
            _ = try world.perform(
                PutFunctionConcurrency(functionName: "orders", reservedConcurrentExecutions: 1)
            )
        },
        "reserved_equals_provisioned_another_provisioned_exc": RecordedAttempt { world, _ in
            _ = try world.perform(put("1", 1))
            _ = try world.perform(
                PutFunctionConcurrency(functionName: "orders", reservedConcurrentExecutions: 1)
            )
            _ = try world.perform(put("2", 1))
        },
    ]

    private static let provisioned: [String: RecordedAttempt] = [
        "put_provisioned_concurrency_below_unreserved_min_value": RecordedAttempt(put("1", 901)),
        "put_provisioned_concurrency_account_limit_exceeded": RecordedAttempt(
            ["<unreserved_concurrency>": "1000"],
            put("1", 1001)
        ),
        "put_provisioned_latest": RecordedAttempt(put("$LATEST", 1)),
        "put_provisioned_invalid_param_0": RecordedAttempt(put("1", 0)),
        "put_provisioned_qualifier_doesnotexist": RecordedAttempt(put("doesnotexist", 1)),
        "get_provisioned_latest": RecordedAttempt(
            GetProvisionedConcurrencyConfig(functionName: "orders", qualifier: "$LATEST")
        ),
        "get_provisioned_qualifier_doesnotexist": RecordedAttempt(
            GetProvisionedConcurrencyConfig(functionName: "orders", qualifier: "noalias")
        ),
        "get_provisioned_functionname_doesnotexist": RecordedAttempt(
            GetProvisionedConcurrencyConfig(functionName: "doesnotexist", qualifier: "noalias")
        ),
        "delete_provisioned_functionname_doesnotexist": RecordedAttempt(
            DeleteProvisionedConcurrencyConfig(functionName: "doesnotexist", qualifier: "1")
        ),
        "provisioned_concurrency_notfound": RecordedAttempt(
            GetProvisionedConcurrencyConfig(functionName: "orders", qualifier: "1")
        ),
        "get_provisioned_alias_postaliasdelete": RecordedAttempt(["<alias-name>": "custom"]) {
            world,
            _ in
            _ = try world.perform(alias("1", [:]))
            _ = try world.perform(put("custom", 1))
            _ = try world.perform(DeleteAlias(functionName: "orders", name: "custom"))
            _ = try world.perform(
                GetProvisionedConcurrencyConfig(functionName: "orders", qualifier: "custom")
            )
        },
        "put_provisioned_on_alias_versionconflict": RecordedAttempt { world, _ in
            _ = try world.perform(alias("1", [:]))
            _ = try world.perform(put("1", 1))
            _ = try world.perform(put("custom", 1))
        },
        "put_provisioned_on_version_conflict": RecordedAttempt { world, _ in
            _ = try world.perform(alias("1", [:]))
            _ = try world.perform(put("custom", 1))
            _ = try world.perform(put("1", 1))
        },
    ]
}
