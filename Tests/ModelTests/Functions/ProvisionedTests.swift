// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire
import Testing

@Suite struct ProvisionedTests {
    private static let put = PutProvisionedConcurrencyConfig(
        functionName: "orders",
        qualifier: "live",
        provisionedConcurrentExecutions: 2
    )

    private static let get = GetProvisionedConcurrencyConfig(
        functionName: "orders",
        qualifier: "live"
    )

    private func weights(_ world: inout World) throws -> [String: Double]? {
        try world.perform(GetAlias(functionName: "orders", name: "live"))
            .routingConfig?.additionalVersionWeights
    }

    @Test func `an alias that moves stays on its version until the next one is provisioned`() throws
    {
        var world = try World.released()
        #expect(try world.perform(Self.put).status == "IN_PROGRESS")
        world.wait()
        #expect(try world.perform(Self.get).availableProvisionedConcurrentExecutions == 2)
        let moved = try world.perform(
            UpdateAlias(functionName: "orders", name: "live", functionVersion: "2")
        )
        #expect(moved.functionVersion == "2")
        #expect(moved.routingConfig?.additionalVersionWeights == ["1": 1])
        #expect(try world.perform(Self.get).status == "IN_PROGRESS")
        world.wait()
        #expect(try weights(&world) == nil)
        #expect(try world.perform(Self.get).status == "READY")
    }

    @Test func `weights that are asked for take the place of Lambda's own`() throws {
        var world = try World.released()
        _ = try world.perform(Self.put)
        world.wait()
        _ = try world.perform(
            UpdateAlias(functionName: "orders", name: "live", functionVersion: "2")
        )
        // Lambda's own weight is no obstacle to going back.
        _ = try world.perform(
            UpdateAlias(
                functionName: "orders",
                name: "live",
                functionVersion: "1",
                routingConfig: RoutingConfig(additionalVersionWeights: ["2": 0.1])
            )
        )
        world.wait()
        #expect(try weights(&world) == ["2": 0.1])
    }

    @Test func `a model with workers waits for them`() throws {
        var world = try World.released()
        world.model.allocatesByItself = false
        _ = try world.perform(Self.put)
        world.wait(.seconds(60))
        let pending = world.model.pendingAllocations
        #expect(pending.map(\.count) == [2])
        world.model.finish(try #require(pending.first), failure: "FUNCTION_ERROR_INIT_FAILURE")
        let failed = try world.perform(Self.get)
        #expect(failed.status == "FAILED")
        #expect(failed.statusReason == "FUNCTION_ERROR_INIT_FAILURE")
    }

    @Test func `what hangs on a version or alias goes with it`() throws {
        var world = try World.released()
        _ = try world.perform(Self.put)
        _ = try world.perform(
            AddPermission(
                functionName: "orders",
                statementId: "s",
                action: "lambda:InvokeFunction",
                principal: "*",
                qualifier: "live"
            )
        )
        _ = try world.perform(DeleteAlias(functionName: "orders", name: "live"))
        _ = try world.perform(
            CreateAlias(functionName: "orders", name: "live", functionVersion: "1")
        )
        #expect(throws: AWSFailure.self) {
            try world.perform(GetPolicy(functionName: "orders", qualifier: "live"))
        }
        #expect(throws: AWSFailure.self) { try world.perform(Self.get) }
        let settings = try world.perform(GetAccountSettings())
        #expect(settings.accountLimit?.unreservedConcurrentExecutions == 1000)
    }

    @Test func `a failed layer's publication takes no number`() throws {
        var world = World()
        let publish = PublishLayerVersion(
            layerName: "lib",
            content: LayerContent(zipFile: Blob([]))
        )
        #expect(throws: AWSFailure.self) { try world.perform(publish) }
        #expect(try world.perform(publish, package: "one").version == 1)
        _ = try world.perform(DeleteLayerVersion(layerName: "lib", versionNumber: 1))
        #expect(try world.perform(publish, package: "two").version == 2)
    }
}
