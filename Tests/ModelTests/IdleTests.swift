// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

/// Functions that nobody calls fall asleep, and a call or a change wakes them.
@Suite struct IdleTests {
    private func asleep() throws -> World {
        var world = try World.settled(versions: 2)
        world.wait(.seconds(600))
        world.model.fallAsleep(notUsedSince: world.now, used: [:])
        #expect(world.model.isInactive("orders"))
        return world
    }

    private func read(_ world: inout World, _ qualifier: String? = nil) throws
        -> FunctionConfiguration
    {
        try world.perform(
            GetFunctionConfiguration(functionName: "orders", qualifier: qualifier)
        )
    }

    @Test func `published versions can be woken after the code was changed`() throws {
        var world = try asleep()
        _ = try world.perform(
            UpdateFunctionCode(functionName: "orders", zipFile: Blob([])),
            package: "code-9"
        )
        world.wait(.seconds(2))
        #expect(world.model.isInactive("orders"))
        world.model.wake("orders", at: world.now, chance: &world.chance)
        world.wait(.seconds(2))
        #expect(try read(&world, "1").state == "Active")
        #expect(!world.model.isInactive("orders"))
    }

    @Test func `a call in the midst of an update does not leave it in progress`() throws {
        var world = try asleep()
        _ = try world.perform(
            UpdateFunctionCode(functionName: "orders", zipFile: Blob([])),
            package: "code-9"
        )
        world.model.wake("orders", at: world.now, chance: &world.chance)
        world.wait(.seconds(2))
        #expect(try read(&world).lastUpdateStatus == "Successful")
    }
}
