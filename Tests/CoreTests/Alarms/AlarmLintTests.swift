// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct AlarmLintTests {
    private static let lint = AlarmLint(
        function: "orders",
        alias: "live",
        weight: .percent(10),
        step: .seconds(300),
        callsPerMinute: 60,
        failureRate: 0.001,
        span: .seconds(1200),
        isGuard: true
    )

    /// An alarm with nothing wrong, so that each row breaks one thing.
    private static func alarm(
        _ name: String = "Errors",
        _ statistic: String = "Sum",
        _ dimensions: [String: String]? = nil,
        namespace: String = "AWS/Lambda",
        period: Int = 60,
        comparison: String = "GreaterThanThreshold",
        threshold: Double = 5,
        periods: Int = 2,
        missing: String = "missing",
        ignores: Bool = false
    ) -> AlarmDefinition {
        AlarmDefinition(
            name: "a",
            source: .metric(
                .init(
                    namespace: namespace,
                    name: name,
                    dimensions: dimensions
                        ?? [
                            "FunctionName": "orders", "Resource": "orders:live",
                            "ExecutedVersion": "42",
                        ],
                    statistic: statistic,
                    period: period
                )
            ),
            comparison: comparison,
            threshold: threshold,
            periods: periods,
            missingData: missing,
            keepsStateOnFewSamples: ignores
        )
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var alarm: AlarmDefinition
        var found: [AlarmFinding.Rule]
        var isFault = true
        var state: AlarmState.Value = .ok
        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(name: "a sound alarm", alarm: alarm(), found: []),
        Row(
            name: "the average of errors over five",
            alarm: alarm("Errors", "Average"),
            found: [.neverFires]
        ),
        Row(
            name: "the average of errors over a half can fire",
            alarm: alarm("Errors", "Average", threshold: 0.5),
            found: []
        ),
        Row(
            name: "the average at one can fire when all fail",
            alarm: alarm(
                "Errors",
                "Average",
                comparison: "GreaterThanOrEqualToThreshold",
                threshold: 1
            ),
            found: []
        ),
        Row(name: "no dimensions", alarm: alarm(dimensions: [:]), found: [.noDimensions]),
        Row(
            name: "an ARN as the resource",
            alarm: alarm(dimensions: [
                "FunctionName": "orders",
                "Resource": "arn:aws:lambda:eu-west-1:1:function:orders:live",
            ]),
            found: [.arnInResource]
        ),
        Row(
            name: "a version as the resource",
            alarm: alarm(dimensions: ["FunctionName": "orders", "Resource": "orders:42"]),
            found: [.versionInResource]
        ),
        Row(
            name: "the alias without the version",
            alarm: alarm(dimensions: ["FunctionName": "orders", "Resource": "orders:live"]),
            found: [.diluted],
            isFault: false
        ),
        Row(
            name: "the function alone",
            alarm: alarm(dimensions: ["FunctionName": "orders"]),
            found: [.diluted],
            isFault: false
        ),
        Row(
            name: "another function is nobody's fault",
            alarm: alarm(dimensions: ["FunctionName": "billing", "Resource": "billing:7"]),
            found: []
        ),
        Row(name: "ten seconds", alarm: alarm(period: 10), found: [.shortPeriod]),
        Row(
            name: "ten seconds of one's own metric",
            alarm: alarm(namespace: "Orders", period: 10),
            found: []
        ),
        Row(
            name: "silence is health",
            alarm: alarm(missing: "notBreaching"),
            found: [.silenceIsHealth]
        ),
        Row(
            name: "a percentile of too few calls",
            alarm: alarm("Duration", "p99", threshold: 500, ignores: true),
            found: [.fewSamples]
        ),
        Row(
            name: "one error is enough",
            alarm: alarm(
                comparison: "GreaterThanOrEqualToThreshold",
                threshold: 1,
                periods: 1
            ),
            found: [.naturalErrors]
        ),
        Row(name: "red already", alarm: alarm(), found: [.alreadyRed], state: .alarm),
        Row(name: "slower than the step", alarm: alarm(period: 300), found: [.slowerThanStep]),
    ]

    private static func alarm(dimensions: [String: String]) -> AlarmDefinition {
        alarm("Errors", "Sum", dimensions)
    }

    @Test(arguments: rows)
    func `each rule finds its fault, and nothing else`(row: Row) {
        let state = AlarmState(name: "a", value: row.state, reason: "5 of 60")
        let findings = Self.lint.findings(row.alarm, state: state)
        #expect(findings.map(\.rule) == row.found)
        #expect(findings.allSatisfy { $0.isFault == row.isFault && !$0.why.isEmpty })
    }

    @Test func `the chance of a false rollback is told`() throws {
        let alarm = Self.alarm(
            comparison: "GreaterThanOrEqualToThreshold",
            threshold: 1,
            periods: 1
        )
        // 60 a minute, a tenth of them, 20 minutes: 120 calls of which 0.1 % fail: 1 − e^−0.12.
        let finding = try #require(Self.lint.findings(alarm).first)
        #expect(finding.text.contains("11 %"))
    }

    @Test func `one error in each of two periods is enough where errors are many`() throws {
        var lint = Self.lint
        let pair = Self.alarm(threshold: 0, periods: 2)
        #expect(lint.findings(pair).isEmpty)
        // 6 calls a minute of which 1 % fail: 5.8 % of minutes, 20 of them.
        lint.failureRate = 0.01
        let finding = try #require(lint.findings(pair).first)
        #expect(finding.rule == .naturalErrors && finding.isFault)
        #expect(finding.text.contains("5.9 %"))
        #expect(finding.why.contains("one error in 2 of 2 periods"))
    }

    @Test(arguments: [
        (1, 1, 0.06, 20, 0.7099), (2, 2, 0.5, 2, 0.25), (2, 2, 0.5, 3, 0.375), (2, 3, 0.5, 3, 0.5),
        (3, 3, 0.5, 2, 0),
    ])
    func `the chance of so many breaches is exact`(
        count: Int,
        window: Int,
        breach: Double,
        periods: Int,
        chance: Double
    ) {
        let reckoned = AlarmLint.chance(
            ofBreaches: count,
            among: window,
            each: breach,
            periods: periods
        )
        #expect(abs(reckoned - chance) < 0.0001)
    }

    @Test func `an hour without calls is too little for a percentile`() {
        var lint = Self.lint
        lint.callsPerMinute = 0
        let alarm = Self.alarm("Duration", "p99", threshold: 500, ignores: true)
        #expect(lint.findings(alarm).map(\.rule) == [.fewSamples])
    }

    @Test func `without a guard that holds, no state is worth knowing`() {
        var lint = Self.lint
        lint.isGuard = false
        let findings = lint.findings(Self.alarm())
        #expect(findings.map(\.rule) == [.silenceIsHealth])
        #expect(findings.allSatisfy { !$0.isFault })
    }

    @Test func `sound alarms have no fault, and name exact dimensions`() throws {
        let sound = SoundAlarms(
            function: "orders",
            alias: "live",
            candidate: Version(42),
            failureRate: 0.001,
            slowest: 212
        )
        let definitions = sound.definitions
        #expect(
            definitions.map(\.name) == [
                "orders-live-errors", "orders-live-throttles", "orders-live-p99",
                "orders-live-candidate-errors", "orders-live-candidate-p99",
            ]
        )
        for definition in definitions {
            let faults = Self.lint.findings(definition).filter(\.isFault)
            #expect(faults.isEmpty)
            #expect(definition.metrics.allSatisfy { $0.dimensions["Resource"] == "orders:live" })
        }
        let own = try #require(definitions.last)
        #expect(own.metrics.allSatisfy { $0.dimensions["ExecutedVersion"] == "42" })
        #expect(own.threshold == 255)
        #expect(SoundAlarms(function: "orders", alias: "live").definitions.count == 2)
    }

    @Test(arguments: [
        (AlarmLint.Candidate.published(Version(42)), false), (.published(Version(43)), true),
        (.next, true), (.served([Version(41), Version(42)]), false), (.served([Version(41)]), true),
        (.unknown, false),
    ])
    func `an alarm on another version's calls cannot see the candidate`(
        candidate: AlarmLint.Candidate,
        isFound: Bool
    ) {
        var lint = Self.lint
        lint.candidate = candidate
        #expect(lint.findings(Self.alarm()).map(\.rule) == (isFound ? [.otherVersion] : []))
    }

    @Test func `nothing is wrong with the alarms that sluice makes`() {
        var lint = Self.lint
        lint.isGuard = false
        let sound = SoundAlarms(
            function: "orders",
            alias: "live",
            candidate: Version(42),
            failureRate: 0.001,
            slowest: 212
        )
        for definition in sound.definitions {
            #expect(lint.findings(definition).isEmpty, "\(definition.name)")
            var other = definition
            other.missingData = "notBreaching"
            #expect(!lint.findings(other).isEmpty, "\(definition.name)")
        }
    }
}
