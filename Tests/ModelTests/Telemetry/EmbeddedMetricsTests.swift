// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct EmbeddedMetricsTests {
    private static func event(
        _ directive: String,
        _ members: String = #""latency":12.5,"service":"shop","region":"eu","many":[1,2,2]"#
    ) -> String {
        #"{"_aws":{"Timestamp":1800000000000,"CloudWatchMetrics":[\#(directive)]},\#(members)}"#
    }

    private static let one =
        #"{"Namespace":"Shop","Dimensions":[["service"],["service","region"],[]],"#
        + #""Metrics":[{"Name":"latency","Unit":"Milliseconds","StorageResolution":1}]}"#

    @Test func `each set of dimensions has its own measurement`() throws {
        let requests = EmbeddedMetrics.requests(in: Self.event(Self.one))
        #expect(requests.map(\.namespace) == ["Shop"])
        let data = try #require(requests.first?.metricData)
        #expect(data.map { ($0.dimensions ?? []).map(\.value) } == [["shop"], ["shop", "eu"], []])
        #expect(data.allSatisfy { $0.values == [12.5] && $0.unit == "Milliseconds" })
        #expect(data.allSatisfy { $0.timestamp?.time == Timestamp(second: 1_800_000_000) })
        #expect(data.allSatisfy { $0.storageResolution == 1 })
    }

    @Test func `a list of values is so many measurements`() throws {
        var world = World()
        let directive = #"{"Namespace":"Shop","Dimensions":[],"Metrics":[{"Name":"many"}]}"#
        for put in EmbeddedMetrics.requests(in: Self.event(directive)) {
            try world.model.record(put, at: world.now)
        }
        let points = try world.perform(
            GetMetricStatistics(
                namespace: "Shop",
                metricName: "many",
                startTime: WireTimestamp(world.now.advanced(by: .seconds(-60))),
                endTime: WireTimestamp(world.now.advanced(by: .seconds(60))),
                period: 60,
                statistics: ["Sum", "SampleCount"]
            )
        ).datapoints
        #expect(points.map(\.sum) == [5])
        #expect(points.map(\.sampleCount) == [3])
    }

    @Test func `a metric that the event does not have is left out`() {
        let directive =
            #"{"Namespace":"Shop","Metrics":[{"Name":"gone"},{"Name":"latency"},{"Name":"service"}]}"#
        let requests = EmbeddedMetrics.requests(in: Self.event(directive))
        #expect(requests.map { $0.metricData?.map(\.metricName) } == [["latency"]])
    }

    @Test(arguments: [
        "plain text", "{", #"{"latency":1}"#, #"{"_aws":1}"#, #"{"_aws":{"CloudWatchMetrics":[]}}"#,
        #"x {"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"n","Metrics":[]}]}}"#,
        event(#"{"Namespace":"Shop","Dimensions":[["gone"]],"Metrics":[{"Name":"latency"}]}"#),
        event(#"{"Namespace":"Shop","Dimensions":[["latency"]],"Metrics":[{"Name":"latency"}]}"#),
        event(#"{"Namespace":"Shop","Dimensions":["service"],"Metrics":[{"Name":"latency"}]}"#),
        event(#"{"Dimensions":[],"Metrics":[{"Name":"latency"}]}"#),
        event(#"{"Namespace":"Shop","Metrics":[{"Name":"m"}]}"#, #""m":[1,"2"]"#),
        event(#"{"Namespace":"Shop","Metrics":[{"Name":"m"}]}"#, #""m":[]"#),
        event(
            #"{"Namespace":"Shop","Metrics":[{"Name":"m"}]}"#,
            #""m":[\#((0...100).map(String.init).joined(separator: ","))]"#
        ),
        event(
            #"{"Namespace":"Shop","Metrics":["#
                + (0...100).map { _ in #"{"Name":"latency"}"# }.joined(separator: ",") + "]}"
        ),
    ])
    func `what is not as CloudWatch wants it measures nothing`(message: String) {
        #expect(EmbeddedMetrics.requests(in: message) == [])
    }
}
