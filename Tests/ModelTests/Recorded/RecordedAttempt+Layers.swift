// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension RecordedAttempt {
    private static let lib = "arn:aws:lambda:us-east-1:111111111111:layer:lib"
    private static let names = ["<resource:1>": "lib"]

    private static func publish(
        runtimes: [String]? = nil,
        architectures: [String]? = nil
    ) -> PublishLayerVersion {
        PublishLayerVersion(
            layerName: "lib",
            content: LayerContent(zipFile: Blob([])),
            compatibleRuntimes: runtimes,
            compatibleArchitectures: architectures
        )
    }

    /// Creates a function with these layers in a world with two versions of a layer.
    private static func using(_ layers: [String]) -> RecordedAttempt {
        RecordedAttempt(names) { world, _ in
            _ = try world.perform(publish(), package: "layer-1")
            _ = try world.perform(publish(), package: "layer-2")
            var creation = World.creation("new")
            creation.layers = layers
            _ = try world.perform(creation, package: "c")
        }
    }

    private static func permission(
        _ layer: String = "lib",
        _ version: Int = 1,
        action: String = "lambda:GetLayerVersion",
        revision: String? = nil
    ) -> AddLayerVersionPermission {
        AddLayerVersionPermission(
            layerName: layer,
            versionNumber: version,
            statementId: "s1",
            action: action,
            principal: "*",
            revisionId: revision
        )
    }

    private static func published(
        _ operations: @escaping @Sendable (inout World) throws -> Void
    ) -> RecordedAttempt {
        RecordedAttempt(names) { world, _ in
            _ = try world.perform(publish(), package: "layer-1")
            try operations(&world)
        }
    }

    static let layers: [String: RecordedAttempt] = [
        "create_function_with_six_layers": using(
            (1...6).map { "arn:aws:lambda:us-east-1:111111111111:layer:l\($0):1" }
        ),
        "add_nonexistent_layer_version_exc": using(["\(lib):9"]),
        "add_nonexistent_layer_exc": using([
            "arn:aws:lambda:us-east-1:111111111111:layer:doesnotexist:1"
        ]),
        "create_function_with_layer_in_different_region": using([
            "arn:aws:lambda:eu-west-1:111111111111:layer:lib:1"
        ]),
        "two_identical_layer_versions_single_function_exc": using(["\(lib):1", "\(lib):1"]),
        "two_layer_versions_single_function_exc": using(["\(lib):1", "\(lib):2"]),
        "add_layer_arn_without_version_exc": using([lib]),
        "get_layer_version_exc_layer_version_doesnotexist_negative": RecordedAttempt(
            GetLayerVersion(layerName: "lib", versionNumber: -1)
        ),
        "get_layer_version_by_arn_exc_invalidarn": RecordedAttempt(
            names,
            GetLayerVersionByArn(arn: lib)
        ),
        "list_layers_exc_compatiblearchitecture_invalid": RecordedAttempt(
            ListLayers(compatibleArchitecture: "archdoesnotexist")
        ),
        "list_layers_exc_compatibleruntime_invalid": RecordedAttempt(
            ListLayers(compatibleRuntime: "runtimedoesnotexist")
        ),
        "publish_layer_version_exc_partially_invalid_values": RecordedAttempt(
            publish(
                runtimes: ["invalidruntime", "invalidruntime2", "nodejs20.x"],
                architectures: ["invalidarch", "x86_64"]
            ),
            package: "layer-1"
        ),
        "publish_layer_version_exc_invalid_runtime_arch": RecordedAttempt(
            publish(runtimes: ["invalidruntime"], architectures: ["invalidarch"]),
            package: "layer-1"
        ),
        "layer_permission_action_invalid": published { world in
            _ = try world.perform(permission(action: "*"))
        },
        "layer_permission_duplicate_statement": published { world in
            _ = try world.perform(permission())
            _ = try world.perform(permission())
        },
        "layer_permission_wrong_revision": published { world in
            _ = try world.perform(permission(revision: "wrong"))
        },
        "layer_permission_layername_doesnotexist_add": published { world in
            _ = try world.perform(permission("lib-doesnotexist"))
        },
        "layer_permission_layerversion_doesnotexist_add": published { world in
            _ = try world.perform(permission("lib", 2))
        },
        "layer_permission_statementid_doesnotexist_remove": published { world in
            _ = try world.perform(permission())
            _ = try world.perform(
                RemoveLayerVersionPermission(
                    layerName: "lib",
                    versionNumber: 1,
                    statementId: "doesnotexist"
                )
            )
        },
    ]
}
