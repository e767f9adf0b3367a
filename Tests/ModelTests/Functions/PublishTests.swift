// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct PublishTests {
    @Test func `a version that would be the same is not made again`() throws {
        var world = try World.settled(versions: 1)
        let first = try world.perform(
            GetFunctionConfiguration(functionName: "orders", qualifier: "1")
        )
        let again = try world.perform(
            PublishVersion(functionName: "orders", description: "something else")
        )
        #expect(again == first)
        #expect(world.model.takeChanges().isEmpty)
    }

    @Test func `publishing changes the revision of what was published`() throws {
        var world = try World.settled()
        let before = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        let version = try world.perform(PublishVersion(functionName: "orders"))
        let after = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(version.version == "1")
        #expect(version.state == "Active")
        #expect(version.lastUpdateStatus == "Successful")
        #expect(Set([before.revisionId, version.revisionId, after.revisionId]).count == 3)
    }

    @Test(arguments: ["nodejs22.x", "python3.11", "provided.al2023"])
    func `a runtime without snapshots cannot have SnapStart`(runtime: String) throws {
        var world = try World.settled()
        let refused = #expect(throws: AWSFailure.self) {
            try world.perform(
                UpdateFunctionConfiguration(
                    functionName: "orders",
                    runtime: runtime,
                    snapStart: SnapStart(applyOn: "PublishedVersions")
                )
            )
        }
        #expect(
            refused?.message == "\(runtime) is not supported for SnapStart enabled functions."
        )
        var creation = World.creation("other")
        creation.runtime = runtime
        creation.snapStart = SnapStart(applyOn: "PublishedVersions")
        #expect(throws: AWSFailure.self) { try world.perform(creation, package: "code") }
    }

    @Test func `a version with SnapStart is pending until its snapshot is there`() throws {
        var world = try World.settled()
        _ = try world.perform(
            UpdateFunctionConfiguration(
                functionName: "orders",
                snapStart: SnapStart(applyOn: "PublishedVersions")
            )
        )
        world.wait()
        let version = try world.perform(PublishVersion(functionName: "orders"))
        #expect(version.state == "Pending")
        #expect(version.lastUpdateStatus == nil)
        world.wait()
        let later = try world.perform(
            GetFunctionConfiguration(functionName: "orders", qualifier: "1")
        )
        #expect(later.state == "Active")
        #expect(later.lastUpdateStatus == "Successful")
        #expect(later.revisionId == version.revisionId)
    }

    @Test func `only the last version counts, so old code becomes a new version`() throws {
        var world = try World.settled(versions: 2)
        _ = try world.perform(UpdateFunctionCode(functionName: "orders"), package: "code-1")
        world.wait()
        let version = try world.perform(PublishVersion(functionName: "orders"))
        #expect(version.version == "3")
        #expect(version.codeSha256 == "code-1")
    }

    @Test func `a version's own description does not make it another`() throws {
        var world = try World.settled()
        let first = try world.perform(
            PublishVersion(functionName: "orders", description: "the first")
        )
        #expect(first.description == "the first")
        let again = try world.perform(PublishVersion(functionName: "orders"))
        #expect(again == first)
    }

    @Test func `the description of the unpublished version is configuration`() throws {
        var world = try World.settled(versions: 1)
        let update = UpdateFunctionConfiguration(functionName: "orders", description: "d")
        _ = try world.perform(update)
        world.wait()
        let version = try world.perform(PublishVersion(functionName: "orders"))
        #expect(version.version == "2")
        #expect(version.description == "d")
    }

    @Test func `numbers are never used twice`() throws {
        var world = try World.settled(versions: 2)
        _ = try world.perform(DeleteFunction(functionName: "orders", qualifier: "2"))
        let version = try world.perform(PublishVersion(functionName: "orders"))
        #expect(version.version == "3")
    }

    @Test func `a version that is created at once answers with a bare name`() throws {
        var world = World()
        var creation = World.creation()
        creation.publish = true
        let answer = try world.perform(creation, package: "c")
        #expect(answer.functionArn == World.arn)
        #expect(answer.version == "1")
        let latest = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(latest.version == "$LATEST")
        #expect(latest.revisionId != answer.revisionId)
    }

    @Test func `versions are listed from the oldest on, in pages`() throws {
        var world = try World.settled(versions: 60)
        let first = try world.perform(
            ListVersionsByFunction(functionName: "orders", maxItems: 10_000)
        )
        #expect(first.versions.count == 50)
        #expect(first.versions.prefix(3).map(\.version) == ["$LATEST", "1", "2"])
        #expect(first.versions[0].functionArn == World.arn + ":$LATEST")
        #expect(first.versions[0].state == nil)
        let second = try world.perform(
            ListVersionsByFunction(functionName: "orders", marker: first.nextMarker)
        )
        #expect(second.versions.map(\.version) == (50...60).map { "\($0)" })
        #expect(second.nextMarker == nil)
    }
}
