// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct StateTests {
    @Test func `a new function is pending until its time has come`() throws {
        var world = World()
        let created = try world.perform(World.creation(), package: "c")
        #expect(created.state == "Pending")
        #expect(created.stateReasonCode == "Creating")
        #expect(created.lastUpdateStatus == nil)
        #expect(world.model.nextTransition == world.now.advanced(by: .milliseconds(200)))
        world.wait(.milliseconds(199))
        let early = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(early == created)
        world.wait(.milliseconds(1))
        let settled = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(settled.state == "Active")
        #expect(settled.lastUpdateStatus == "Successful")
        #expect(settled.stateReason == nil)
        #expect(settled.revisionId != created.revisionId)
        #expect(world.model.nextTransition == nil)
    }

    @Test func `an update changes the revision when it begins and when it ends`() throws {
        var world = try World.settled()
        let before = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        let update = UpdateFunctionConfiguration(functionName: "orders", timeout: 9)
        let during = try world.perform(update)
        #expect(during.lastUpdateStatus == "InProgress")
        #expect(during.state == "Active")
        world.wait()
        let after = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(after.lastUpdateStatus == "Successful")
        #expect(after.timeout == 9)
        #expect(Set([before.revisionId, during.revisionId, after.revisionId]).count == 3)
    }

    @Test func `calls run the old program until an update has settled`() throws {
        var world = try World.settled()
        _ = try world.perform(UpdateFunctionCode(functionName: "orders"), package: "new")
        let during = world.model.routing()["orders"]?.versions[.latest]?.program
        #expect(during?.package.sha256 == "code-0")
        world.wait()
        let after = world.model.routing()["orders"]?.versions[.latest]?.program
        #expect(after?.package.sha256 == "new")
        #expect(after?.identity != during?.identity)
    }

    @Test func `a pending function can be neither changed nor called`() throws {
        var world = World()
        _ = try world.perform(World.creation(), package: "c")
        let failure = #expect(throws: AWSFailure.self) {
            try world.perform(PublishVersion(functionName: "orders"))
        }
        #expect(failure?.code == "ResourceConflictException")
        #expect(
            failure?.message
                == "The operation cannot be performed at this time. The function is currently in the following state: Pending"
        )
        #expect(throws: AWSFailure.self) { try world.model.target(of: "orders", qualifier: nil) }
        #expect(world.model.routing()["orders"]?.versions.isEmpty == true)
    }

    @Test func `code that is published at once settles together with its version`() throws {
        var world = try World.settled(versions: 1)
        let update = UpdateFunctionCode(functionName: "orders", publish: true)
        let version = try world.perform(update, package: "new")
        #expect(version.functionArn == World.arn + ":2")
        #expect(version.state == "Pending")
        #expect(version.lastUpdateStatus == nil)
        let latest = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(latest.lastUpdateStatus == "InProgress")
        world.wait()
        let settled = try world.perform(
            GetFunctionConfiguration(functionName: "orders", qualifier: "2")
        )
        #expect(settled.state == "Active")
        #expect(settled.lastUpdateStatus == "Successful")
        #expect(settled.revisionId == version.revisionId)
    }

    @Test func `a dry run changes nothing`() throws {
        var world = try World.settled()
        let before = world.model.functions
        let update = UpdateFunctionCode(functionName: "orders", dryRun: true)
        let answer = try world.perform(update, package: "new")
        #expect(answer.codeSha256 == "new")
        #expect(world.model.functions == before)
        #expect(world.model.takeChanges().isEmpty)
    }

    @Test func `changes lead another model to the same account`() throws {
        var world = World()
        _ = try world.perform(World.creation(), package: "c")
        world.wait()
        _ = try world.perform(
            UpdateFunctionCode(functionName: "orders", publish: true),
            package: "d"
        )
        world.wait()
        _ = try world.perform(
            CreateAlias(functionName: "orders", name: "live", functionVersion: "1")
        )
        _ = try world.perform(
            UpdateFunctionCode(functionName: "orders", publish: true),
            package: "e"
        )
        let changes = world.model.takeChanges()
        var copy = LambdaModel(
            account: World.account,
            region: "us-east-1",
            settleTime: .milliseconds(200),
            replaying: changes
        )
        #expect(copy.functions == world.model.functions)
        #expect(copy.nextTransition == world.model.nextTransition)
        world.wait()
        copy.advance(to: world.now)
        #expect(copy.functions == world.model.functions)
    }

    @Test func `a function whose package is lost fails, and is created again`() throws {
        var world = World()
        _ = try world.perform(World.creation(), package: "lost")
        world.now = world.now.advanced(by: .seconds(1))
        let settling = world.model.settlingPackages(at: world.now)
        #expect(settling.map(\.sha256) == ["lost"])
        world.model.note(settling[0], isWhole: false)
        world.model.advance(to: world.now)
        let shown = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(shown.state == "Failed")
        #expect(shown.stateReasonCode == "InvalidZipFileException")
        #expect(shown.lastUpdateStatus == nil)
        #expect(world.model.routing()["orders"]?.versions.isEmpty == true)
        #expect(world.model.routing()["orders"]?.pending?.status == 409)
        let refusal = #expect(throws: AWSFailure.self) {
            try world.perform(PublishVersion(functionName: "orders"))
        }
        #expect(refusal?.message.hasSuffix("following state: Failed") == true)
        _ = try world.perform(DeleteFunction(functionName: "orders"))
        _ = try world.perform(World.creation(), package: "whole")
        world.wait()
        let again = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(again.state == "Active")
    }

    @Test func `an update whose package is lost fails, and calls run what was before`() throws {
        var world = try World.settled()
        let update = UpdateFunctionCode(functionName: "orders", zipFile: Blob([]))
        _ = try world.perform(update, package: "lost")
        world.now = world.now.advanced(by: .seconds(1))
        for package in world.model.settlingPackages(at: world.now) {
            world.model.note(package, isWhole: false)
        }
        world.model.advance(to: world.now)
        let shown = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(shown.state == "Active")
        #expect(shown.lastUpdateStatus == "Failed")
        #expect(shown.lastUpdateStatusReasonCode == "InvalidZipFileException")
        let program = world.model.routing()["orders"]?.versions[.latest]?.program
        #expect(program?.package.sha256 == "code-0")
        _ = try world.perform(update, package: "whole")
        world.wait()
        let again = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(again.lastUpdateStatus == "Successful")
        #expect(again.lastUpdateStatusReasonCode == nil)
    }
}
