// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// What is fixed before the first call: how often an event may fail, and what stable was like.
@Suite struct SurveyedTermsTests {
    private func scene(
        _ guards: Guards = Guards(),
        observe: ObservationChoice = .auto,
        _ change: (ScriptedAWS) -> Void
    ) throws -> (scene: Scene, aws: ScriptedAWS) {
        let project = try Project()
        change(project.world.aws)
        var intent = Intent.sample(guards: guards)
        intent.observe = observe
        let scene = try project.time.run { [intent] in
            try await project.survey().scene(for: intent)
        }
        return (scene, project.world.aws)
    }

    private func policy(of service: String) -> GetPolicy.Output {
        GetPolicy.Output(
            policy: #"{"Statement":[{"Effect":"Allow","Principal":{"Service":""# + service
                + #""}}]}"#
        )
    }

    // MARK: retries

    @Test func `an event of an asynchronous caller may fail as often as it is tried`() throws {
        // Nobody calls so.
        #expect(try scene { _ in }.scene.retries == RetryFactors())
        // Lambda tries twice more where nothing is configured.
        let topic = try scene { aws in
            aws.on(GetPolicy.self) { [self] _ in policy(of: "sns.amazonaws.com") }
        }
        #expect(topic.scene.retries.asynchronous == 3)
        let once = try scene { aws in
            aws.on(GetPolicy.self) { [self] _ in policy(of: "sns.amazonaws.com") }
            aws.on(GetFunctionEventInvokeConfig.self) { _ in
                EventInvokeConfig(maximumRetryAttempts: 1)
            }
        }
        #expect(once.scene.retries.asynchronous == 2)
        let never = try scene { aws in
            aws.on(GetFunctionEventInvokeConfig.self) { _ in
                EventInvokeConfig(maximumRetryAttempts: 0)
            }
        }
        #expect(never.scene.retries == RetryFactors())
        let answered = try scene { aws in
            aws.on(GetPolicy.self) { [self] _ in policy(of: "apigateway.amazonaws.com") }
        }
        #expect(answered.scene.retries == RetryFactors())
    }

    @Test func `how often events are tried is known whatever is to be observed`() throws {
        // Logs may turn out to be no source: then the factor is needed after all.
        let read = try scene(observe: .logs) { aws in
            aws.on(GetPolicy.self) { [self] _ in policy(of: "sns.amazonaws.com") }
        }
        #expect(read.scene.retries.asynchronous == 3)
    }

    @Test(
        arguments: [
            ("arn:aws:sqs:eu-west-1:000000000000:orders", nil, 3.0),
            ("arn:aws:kinesis:eu-west-1:000000000000:stream/orders", 4, 5),
            ("arn:aws:kinesis:eu-west-1:000000000000:stream/orders", -1, Limits.retryFactorMax),
            ("arn:aws:kinesis:eu-west-1:000000000000:stream/orders", 9000, Limits.retryFactorMax),
        ] as [(String, Int?, Double)]
    )
    func `an event of a queue or a stream may fail as its mapping says`(
        source: String,
        attempts: Int?,
        factor: Double
    ) throws {
        let read = try scene { aws in
            // It stands on the second page.
            aws.on(ListEventSourceMappings.self) { query in
                guard query.marker != nil else {
                    return .init(nextMarker: "more", eventSourceMappings: [])
                }
                let mapping = EventSourceMapping(
                    eventSourceArn: source,
                    maximumRetryAttempts: attempts
                )
                return .init(eventSourceMappings: [mapping])
            }
        }
        #expect(read.scene.retries.mapped == factor)
        let asked = read.aws.calls(ListEventSourceMappings.self).map(\.functionName)
        #expect(Set(asked) == ["orders:live"])
    }

    @Test func `the plan keeps the factor, and the judge takes it`() throws {
        var scene = try Scene.serving41()
        scene.retries.mapped = 3
        let plan = try Plan(.sample(guards: Guards()), given: scene, rollout: "r-1")
        #expect(plan.retryFactor == 3)
        #expect(Judge.Terms(plan).retryFactor == 3)
    }

    // MARK: the hour before

    /// An hour with so many calls.
    private func hour(_ calls: Double) -> @Sendable (GetMetricData) -> GetMetricData.Output {
        { query in
            let at = query.startTime
            return GetMetricData.Output(
                metricDataResults: query.metricDataQueries.map { asked in
                    let value: Double
                    switch (asked.metricStat?.metric.metricName, asked.metricStat?.stat) {
                    case ("Errors", "SampleCount"), ("Invocations", _): value = calls
                    case ("Throttles", _): value = 20
                    case ("Duration", "p50"): value = 10
                    case ("Duration", "p90"): value = 20
                    case ("Duration", "p99"): value = 80
                    default: value = 2
                    }
                    return MetricDataResult(id: asked.id, timestamps: [at], values: [value])
                }
            )
        }
    }

    private func asks(_ aws: ScriptedAWS) -> Set<String> {
        Set(
            aws.calls(GetMetricData.self).flatMap(\.metricDataQueries).compactMap {
                $0.metricStat?.metric.metricName
            }
        )
    }

    @Test func `the hour before tells the latency and the throttles of the stable version`() throws
    {
        let all = Guards(latencyMargin: 0.2, throttles: true)
        let read = try scene(all) { $0.replace(GetMetricData.self, hour(5000)) }
        #expect(
            read.scene.reference
                == Reference(
                    calls: Counts(failures: 2, calls: 5000),
                    latency: LatencyThresholds(p50: 10, p90: 20, p99: 80),
                    throttles: Counts(failures: 20, calls: 5020)
                )
        )
        for query in read.aws.calls(GetMetricData.self) {
            #expect(query.startTime.time.duration(to: query.endTime.time) == .seconds(3600))
        }
        // Three times the hour's share of throttled calls, where that is over 1 %.
        let plan = try Plan(.sample(guards: all), given: read.scene, rollout: "r-1")
        #expect(Judge.Terms(plan).throttleLimit == 3 * 20 / 5020.0)
        #expect(Judge.Terms(plan).thresholds == LatencyThresholds(p50: 10, p90: 20, p99: 80))
    }

    @Test func `with under 200 calls latency is left open, and the calls are kept`() throws {
        let read = try scene(Guards(latencyMargin: 0.2)) {
            $0.replace(GetMetricData.self, hour(199))
        }
        #expect(read.scene.reference == Reference(calls: Counts(failures: 2, calls: 199)))
        #expect(!asks(read.aws).contains("Duration"))
    }

    @Test func `what is no guard is not asked for`() throws {
        let read = try scene { $0.replace(GetMetricData.self, hour(5000)) }
        #expect(read.scene.reference == Reference(calls: Counts(failures: 2, calls: 5000)))
        #expect(asks(read.aws) == ["Errors"])
    }
}
