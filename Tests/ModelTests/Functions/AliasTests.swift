// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct AliasTests {
    private static let tenth = RoutingConfig(additionalVersionWeights: ["2": 0.1])

    private static func update(
        to version: String? = nil,
        routing: RoutingConfig? = nil,
        revision: String? = nil
    ) -> UpdateAlias {
        UpdateAlias(
            functionName: "orders",
            name: "live",
            functionVersion: version,
            routingConfig: routing,
            revisionId: revision
        )
    }

    @Test func `weights stay when they are not named`() throws {
        var world = try World.released()
        _ = try world.perform(Self.update(routing: Self.tenth))
        let after = try world.perform(
            UpdateAlias(functionName: "orders", name: "live", description: "text")
        )
        #expect(after.routingConfig == Self.tenth)
        #expect(after.description == "text")
    }

    @Test(arguments: [RoutingConfig(), .none])
    func `only an explicit empty routing clears weights`(empty: RoutingConfig) throws {
        var world = try World.released()
        _ = try world.perform(Self.update(routing: Self.tenth))
        let after = try world.perform(Self.update(routing: empty))
        #expect(after.routingConfig == nil)
    }

    @Test func `naming only the weighted version is refused, as in every obvious rollback`() throws
    {
        var world = try World.released()
        _ = try world.perform(
            Self.update(to: "2", routing: .init(additionalVersionWeights: ["1": 0.9]))
        )
        let failure = #expect(throws: AWSFailure.self) { try world.perform(Self.update(to: "1")) }
        #expect(
            failure?.message
                == "Invalid function version 1. Function version 1 is already included in routing configuration."
        )
        let after = try world.perform(Self.update(to: "1", routing: RoutingConfig.none))
        #expect(after.functionVersion == "1")
        #expect(after.routingConfig == nil)
    }

    @Test func `every write gives a new revision, even one that changes nothing`() throws {
        var world = try World.released()
        let first = try world.perform(GetAlias(functionName: "orders", name: "live"))
        let second = try world.perform(Self.update(revision: first.revisionId))
        #expect(second.revisionId != first.revisionId)
        let failure = #expect(throws: AWSFailure.self) {
            try world.perform(Self.update(revision: first.revisionId))
        }
        #expect(failure?.status == 412)
        let function = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(function.revisionId == world.model.functions["orders"]?.latest.revisionID)
    }

    @Test func `the old revision is looked at before the routing`() throws {
        var world = try World.released()
        let wrong = Self.update(to: "99", revision: "wrong")
        let failure = #expect(throws: AWSFailure.self) { try world.perform(wrong) }
        #expect(failure?.status == 412)
    }

    @Test func `versions with different roles cannot share an alias`() throws {
        var world = try World.released()
        let other = UpdateFunctionConfiguration(
            functionName: "orders",
            role: "arn:aws:iam::111111111111:role/other"
        )
        _ = try world.perform(other)
        world.wait()
        _ = try world.perform(PublishVersion(functionName: "orders"))
        let routing = RoutingConfig(additionalVersionWeights: ["3": 0.1])
        let failure = #expect(throws: AWSFailure.self) {
            try world.perform(Self.update(routing: routing))
        }
        #expect(
            failure?.message == "Specified versions must be associated with the same execution role"
        )
    }

    @Test func `a version that an alias names in any way cannot be deleted`() throws {
        var world = try World.released()
        _ = try world.perform(Self.update(routing: Self.tenth))
        for version in ["1", "2"] {
            let failure = #expect(throws: AWSFailure.self) {
                try world.perform(DeleteFunction(functionName: "orders", qualifier: version))
            }
            #expect(
                failure?.message
                    == "Unable to delete version because the following aliases reference it: [live]"
            )
        }
        _ = try world.perform(DeleteFunction(functionName: "orders", qualifier: "77"))
    }

    @Test func `an alias cannot be moved to a version that is still pending`() throws {
        var world = try World.released()
        _ = try world.perform(
            UpdateFunctionCode(functionName: "orders", publish: true),
            package: "new"
        )
        let failure = #expect(throws: AWSFailure.self) { try world.perform(Self.update(to: "3")) }
        #expect(failure?.status == 500)
        world.wait()
        #expect(try world.perform(Self.update(to: "3")).functionVersion == "3")
    }

    @Test func `an alias shows its own name and its version's number`() throws {
        var world = try World.released()
        let answer = try world.perform(
            GetFunctionConfiguration(functionName: "orders", qualifier: "live")
        )
        #expect(answer.functionArn == World.arn + ":live")
        #expect(answer.version == "1")
    }

    @Test func `deleting an alias that is not there is no error`() throws {
        var world = try World.released()
        _ = try world.perform(DeleteAlias(functionName: "orders", name: "nope"))
        _ = try world.perform(DeleteAlias(functionName: "orders", name: "live"))
        #expect(try world.perform(ListAliases(functionName: "orders")).aliases.isEmpty)
    }

    @Test func `a version that is pending gets no share of an alias`() throws {
        var world = try World.released()
        let update = UpdateFunctionCode(
            functionName: "orders",
            zipFile: Blob([]),
            publish: true
        )
        let pending = try world.perform(update, package: "code-9")
        #expect(pending.version == "3")
        let share = RoutingConfig(additionalVersionWeights: ["3": 0.1])
        let create = CreateAlias(
            functionName: "orders",
            name: "next",
            functionVersion: "1",
            routingConfig: share
        )
        let updating = #expect(throws: AWSFailure.self) {
            try world.perform(Self.update(routing: share))
        }
        let creating = #expect(throws: AWSFailure.self) { try world.perform(create) }
        #expect([updating?.code, creating?.code] == ["ServiceException", "ServiceException"])
        world.wait()
        #expect(try world.perform(Self.update(routing: share)).routingConfig == share)
        #expect(try world.perform(create).routingConfig == share)
    }
}
