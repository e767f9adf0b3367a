// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct ClaimTests {
    private static let until = Timestamp(second: 1_767_264_000)

    private func walk(
        _ plan: Plan,
        _ asks: [(second: Int, verb: Request.Verb)] = [],
        _ change: (inout Walk.World) -> Void = { _ in }
    ) -> Walk {
        var world = Walk.World()
        change(&world)
        var walk = Walk(plan, world: world, versions: [.sample(Version(41))])
        walk.asks = asks
        return walk
    }

    /// The descriptions that the alias had, one after the other.
    private func descriptions(_ walk: Walk) -> [String] {
        walk.entries.compactMap { entry in
            guard case .wrote(let action, .alias(let state)) = entry.event, action.writesAlias
            else { return nil }
            return state.description
        }
    }

    @Test func `a claim stands in front of the owner's text, and is read back`() throws {
        let claim = Claim(rollout: "r-0192", until: Self.until)
        let text = try #require(claim.text(before: "owned by | the shop", place: "2/5"))
        #expect(text == "sluice r-0192 2/5 until 2026-01-01T10:40Z | owned by | the shop")
        #expect(Claim(in: text) == claim)
        #expect(Claim.ownText(of: text) == "owned by | the shop")
        let bare = try #require(claim.text(before: "", place: "2/5"))
        #expect(Claim(in: bare) == claim)
        #expect(Claim.ownText(of: bare) == "")
    }

    @Test(arguments: ["", "sluice is great", "sluice r-1 until | x", "mine | sluice r-1 until"])
    func `what only looks like a claim is the owner's text`(text: String) {
        #expect(Claim(in: text) == nil)
        #expect(Claim.ownText(of: text) == text)
    }

    @Test func `the owner's text is never cut`() {
        let claim = Claim(rollout: "r-0192", until: Self.until)
        let long = String(repeating: "x", count: 216)
        #expect(
            claim.text(before: long, place: "2/5")
                == "sluice r-0192 until 2026-01-01T10:40Z | \(long)"
        )
        #expect(claim.text(before: long + "yyyyy", place: "2/5") == nil)
    }

    @Test func `the first write is the claim, and the end gives the description back`() throws {
        var walk = walk(try .sample(.steps((10, 5), (50, 5), watch: 5)))
        #expect(walk.run() == .promoted)
        let writes = walk.performed.filter(\.writes)
        #expect(writes.first?.move == .claim)
        #expect(writes.last?.move == .restore)
        #expect(walk.alias?.description == "mine")
        let texts = descriptions(walk)
        #expect(texts.count == 5)
        #expect(
            texts.dropLast().map { $0.split(separator: " ")[2] } == ["0/2", "1/2", "2/2", "2/2"]
        )
        #expect(texts.dropLast().allSatisfy { $0.hasSuffix(" | mine") })
    }

    @Test func `without a watch the last shift gives the description back`() throws {
        var walk = walk(try .sample())
        #expect(walk.run() == .promoted)
        #expect(walk.alias?.description == "mine")
        #expect(!walk.performed.contains { $0.move == .restore })
    }

    @Test(arguments: [true, false])
    func `going back and stopping give the description back`(isEarly: Bool) throws {
        var walk = walk(try .sample(gates: [.run()]), [(20, .abort)]) {
            if isEarly { $0.gatesFail = [0] }
        }
        let outcome = walk.run()
        #expect(outcome?.word == (isEarly ? "stopped" : "rolledBack"))
        #expect(walk.alias?.description == "mine")
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `someone who rolls back for us keeps the traffic and gets the description`() throws {
        var walk = walk(try .sample()) { $0.foreign = [2: Traffic(version: Version(41))] }
        #expect(walk.run() == .superseded)
        #expect(walk.alias?.description == "mine")
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `another rollout that was faster with its claim stops this one`() throws {
        var walk = walk(try .sample()) {
            $0.claims = [1: "sluice r-other 1/2 until 2099-01-01T10:40Z | mine"]
        }
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .drift)
        #expect(walk.rollout.exit == .refused)
        #expect(walk.performed.filter { $0.writes }.map(\.move) == [.claim])
        #expect(walk.alias?.description.hasPrefix("sluice r-other") == true)
    }

    @Test func `a driver after the one that saw another's claim keeps off it too`() throws {
        var walk = walk(try .sample()) {
            $0.claims = [1: "sluice r-other 1/2 until 2099-01-01T10:40Z | mine"]
        }
        #expect(walk.run(maxSteps: 2) == nil)
        #expect(walk.performed.last == .readAlias(attempt: 0))
        walk.record(.driving(driver: DriverIdentity(pid: 2, host: "test", who: "test")))
        #expect(walk.run()?.word == "stopped")
        #expect(walk.alias?.description.hasPrefix("sluice r-other") == true)
    }

    @Test func `a claim that is void stands in nobody's way`() throws {
        var scene = Scene.serving41
        scene.alias?.description = "sluice r-old 1/2 until 1970-01-02T10:40Z | mine"
        var walk = walk(try .sample(given: scene))
        #expect(walk.run() == .promoted)
        #expect(walk.alias?.description == "mine")
    }

    @Test func `a claim that stands is refused by the plan, with who and until when`() throws {
        var scene = Scene.serving41
        scene.alias?.description = "sluice r-other 1/2 until 2099-01-01T10:40Z | mine"
        let complaint = #expect(throws: Complaint.self) { try Plan.sample(given: scene) }
        #expect(complaint?.exit == .refused)
        #expect(
            complaint?.what
                == "rollout r-other moves alias orders:live, until 2099-01-01 10:40 UTC at the latest"
        )
    }

    @Test func `a description that someone writes meanwhile is the one that stays`() throws {
        var walk = walk(try .sample(.steps((10, 5), watch: 5))) { $0.claims = [1: "theirs"] }
        #expect(walk.run() == .promoted)
        #expect(walk.alias?.description == "theirs")
    }

    @Test(arguments: [true, false])
    func `a claim whose answer is lost is settled by reading`(effective: Bool) throws {
        let lost = Failure(code: "NoAnswer", message: "timed out", isOutcomeUnknown: true)
        var walk = walk(try .sample()) { $0.claimFailures = [1: (lost, effective)] }
        #expect(walk.run() == .promoted)
        #expect(walk.descriptionWrites == (effective ? 1 : 2))
    }

    @Test func `a description that cannot be given back keeps no rollout open`() throws {
        let refused = Failure(code: "AccessDeniedException", message: "no", status: 403)
        let away = Failure(code: "NoAnswer", message: "", isOutcomeUnknown: true, isPassing: true)
        for failure in [refused, away] {
            var walk = walk(try .sample(.steps((10, 5), watch: 5))) {
                $0.claimFailures = [2: (failure, false), 3: (failure, false), 4: (failure, false)]
            }
            #expect(walk.run() == .promoted)
        }
    }

    @Test func `a pause and its end move the time for which the claim stands`() throws {
        let plan = try Plan.sample()
        var walk = walk(plan, [(10, .pause), (7200, .resume)])
        #expect(walk.run() == .promoted)
        let untils = descriptions(walk).compactMap { Claim(in: $0)?.until }
        #expect(untils.count == 5)
        #expect(untils[0] == untils[1])
        #expect(untils[1].duration(to: untils[2]) > .seconds(80_000))
        #expect(untils[3] < untils[2])
        #expect(untils[1].duration(to: untils[3]) >= .seconds(7140))
    }

    @Test func `a function that was changed after the plan stops before anything is written to it`()
        throws
    {
        var walk = walk(try .sample())
        walk.latest?.revision = "theirs"
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .drift)
        #expect(walk.performed.filter { $0.writes }.allSatisfy { $0.writesAlias })
    }
}
