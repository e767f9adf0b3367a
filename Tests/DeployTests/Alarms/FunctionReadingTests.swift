// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// A function that somebody else owns, read as it runs today.
@Suite struct FunctionReadingTests {
    private let time = VirtualTime(Timestamp(second: 1_000_020))

    /// Event sources and calls on two pages each; only the second ones are of interest.
    private func aws() -> ScriptedAWS {
        let hour = WireTimestamp(Timestamp(second: 997_200))
        return ScriptedAWS()
            .on(GetFunction.self) { _ in .init(configuration: .sample("$LATEST")) }
            .on(ListAliases.self) { _ in .init(aliases: []) }
            .on(DescribeAlarms.self) { _ in .init() }
            .on(GetPolicy.self) { _ in throw AWSFailure.missing }
            .on(ListEventSourceMappings.self) { request in
                guard request.marker != nil else { return .init(nextMarker: "more") }
                var mapping = EventSourceMapping()
                mapping.functionArn = "arn:aws:lambda:us-east-1:000000000000:function:orders"
                mapping.eventSourceArn = "arn:aws:sqs:us-east-1:000000000000:orders-q"
                mapping.functionResponseTypes = ["ReportBatchItemFailures"]
                return .init(eventSourceMappings: [mapping])
            }
            .on(GetMetricData.self) { query in
                guard query.nextToken != nil else { return .init(nextToken: "more") }
                return .init(metricDataResults: [
                    MetricDataResult(id: "n0", timestamps: [hour], values: [12])
                ])
            }
    }

    @Test func `all pages of its event sources and calls are read`() throws {
        let aws = aws()
        let now = time.now
        let reading = try time.run {
            try await FunctionReading.read("orders", until: now, aws: aws)
        }
        #expect(reading.bypasses == ["SQS orders-q"])
        #expect(reading.calls == 12)
    }

    @Test func `a survey reads all pages of an alias's event sources`() throws {
        let project = try Project()
        project.world.aws.on(ListEventSourceMappings.self) { request in
            guard request.marker != nil else { return .init(nextMarker: "more") }
            var mapping = EventSourceMapping()
            mapping.functionResponseTypes = ["ReportBatchItemFailures"]
            return .init(eventSourceMappings: [mapping])
        }
        let scene = try project.time.run {
            try await project.survey().scene(for: .sample(guards: Guards()))
        }
        #expect(scene.callers?.kinds == [.partialBatches])
    }
}
