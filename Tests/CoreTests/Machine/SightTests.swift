// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

/// Where a rollout looks, what it cannot see, and what is refused for it.
@Suite struct SightTests {
    private static func scene(_ change: (inout Scene) -> Void = { _ in }) -> Scene {
        var scene = Scene.serving41
        scene.callers = Callers()
        scene.stable?.configuration.logging = LogSettings(isJSON: true)
        scene.latest?.configuration.logging = LogSettings(isJSON: true)
        change(&scene)
        return scene
    }

    private static func sight(_ scene: Scene) throws -> Sight? {
        var intent = Intent.sample()
        intent.observe = .logs
        return try Plan(intent, given: scene, rollout: "r-1").sight
    }

    @Test func `logs are read where they tell all calls of the alias and no others`() throws {
        #expect(try Self.sight(Self.scene()) == Sight(source: .logs))
        let shared = Self.scene {
            $0.stable?.configuration.logging?.group = "/shop"
            $0.latest?.configuration.logging?.group = "/shop"
        }
        #expect(try Self.sight(shared) == Sight(source: .logs, logGroup: "/shop"))
    }

    @Test(arguments: [
        ("aliases", "alias canary serves the same version, and a log does not tell aliases apart"),
        ("refused", "who else calls the versions is not known: lambda:ListAliases was refused"),
        ("busy", "201 calls a second; logs are read for up to 200"),
        ("groups", "the two versions write to different log groups"),
        ("level", "the system log level of v41 is WARN: its log does not report calls"),
        (
            "runtime",
            "the text log of provided.al2023 does not tell failed calls: "
                + "LoggingConfig: {LogFormat: JSON} does"
        ),
    ])
    func `otherwise metrics are, and the plan says why`(what: String, because: String) throws {
        let scene = Self.scene { scene in
            switch what {
            case "aliases": scene.callers?.otherAliases = ["canary"]
            case "refused": scene.callers?.unread = ["lambda:ListAliases"]
            case "busy": scene.lastHour.calls = 201 * 3600
            case "groups": scene.latest?.configuration.logging?.group = "/other"
            case "level": scene.stable?.configuration.logging?.systemLevel = "WARN"
            default:
                scene.stable?.configuration.logging = nil
                scene.stable?.configuration.runtime = "provided.al2023"
            }
        }
        let sight = try #require(try Self.sight(scene))
        #expect(sight.source == .metrics)
        #expect(sight.because == because)
    }

    @Test(arguments: [("INFO", 3.0), ("WARN", 4.0)])
    func `retries are divided by where the log does not name the events`(
        level: String,
        factor: Double
    ) throws {
        let scene = Self.scene {
            $0.retries = RetryFactors(asynchronous: 4, mapped: 3)
            $0.stable?.configuration.logging?.systemLevel = level
        }
        var intent = Intent.sample()
        intent.observe = .logs
        #expect(try Plan(intent, given: scene, rollout: "r-1").retryFactor == factor)
        intent.observe = .auto
        #expect(try Plan(intent, given: scene, rollout: "r-1").retryFactor == 4)
    }

    private static func early(
        _ failures: [FailureSource],
        _ callers: Callers
    ) throws(Complaint) {
        var intent = Intent.sample()
        intent.strategy.promotesEarly = true
        intent.guards.failures = failures
        _ = try Plan(intent, given: scene { $0.callers = callers }, rollout: "r-1")
    }

    @Test(arguments: Callers.Kind.allCases)
    func `what may fail normally is promoted early only with a source beside function`(
        kind: Callers.Kind
    ) throws {
        let complaint = #expect(throws: Complaint.self) {
            try Self.early([.function], Callers(kinds: [kind]))
        }
        #expect(complaint?.exit == .refused)
        #expect(complaint?.why.first?.contains(kind.words) ?? false)
        try Self.early([.function, .log(pattern: "{ $.status >= 500 }")], Callers(kinds: [kind]))
        try Self.early([.function], Callers())
    }

    @Test func `callers that nobody may read count as some`() {
        #expect(throws: Complaint.self) {
            try Self.early([.function], Callers(unread: ["lambda:GetPolicy"]))
        }
    }

    @Test func `each source says what it does not see`() {
        let metric = FailureMetric(namespace: "Orders", name: "Failures", versionDimension: "V")
        func unseen(_ failures: FailureSource..., callers: Callers? = nil) -> [String] {
            Plan.unseenFailures(Guards(failures: failures), callers: callers)
        }
        #expect(
            unseen(.function, callers: Callers(kinds: [.functionURL, .partialBatches])) == [
                "failures that the function answers normally, such as status 500 to a function URL: "
                    + "name a log or metric source in guards.failures",
                "records that the function hands back as batchItemFailures",
            ]
        )
        #expect(
            unseen(.log(pattern: "E1"), .metric(metric)) == [
                "failed calls that log nothing that matches E1",
                "failed calls that Orders Failures does not count",
                "exceptions, time-outs and crashes: guards.failures lacks function",
            ]
        )
        #expect(unseen() == ["failed calls: guards.failures is empty"])
    }
}
