// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct AlarmTests {
    private static let topic = "arn:aws:sns:us-east-1:111111111111:pages"

    private static func alarm(
        _ name: String = "slow",
        period: Int = 60,
        periods: Int = 1,
        change: (inout PutMetricAlarm) -> Void = { _ in }
    ) -> PutMetricAlarm {
        var alarm = PutMetricAlarm(
            alarmName: name,
            alarmActions: [topic],
            metricName: "Latency",
            namespace: "Shop",
            statistic: "Average",
            period: period,
            evaluationPeriods: periods,
            threshold: 21,
            comparisonOperator: "GreaterThanThreshold"
        )
        change(&alarm)
        return alarm
    }

    private static func put(_ value: Double, in world: inout World, name: String = "Latency") throws
    {
        _ = try world.perform(
            PutMetricData(
                namespace: "Shop",
                metricData: [MetricDatum(metricName: name, value: value)]
            )
        )
    }

    /// Lets time pass and evaluates what is due.
    private static func wait(_ seconds: Int64, _ world: inout World) {
        world.wait(.seconds(seconds))
        world.model.evaluateAlarms(at: world.now)
    }

    private static func state(_ name: String, _ world: World) -> AlarmRecord? {
        world.model.alarms.alarms[name]
    }

    @Test func `a new alarm is unchecked, and one that is replaced keeps its state`() throws {
        var world = World()
        _ = try world.perform(Self.alarm())
        var found = try world.perform(DescribeAlarms(alarmNames: ["slow", "nope"])).metricAlarms
        #expect(found.map(\.stateValue) == ["INSUFFICIENT_DATA"])
        #expect(found[0].stateReason == "Unchecked: Initial alarm creation")
        #expect(found[0].alarmArn == "arn:aws:cloudwatch:us-east-1:111111111111:alarm:slow")
        #expect(found[0].actionsEnabled == true)
        #expect(found[0].treatMissingData == nil)
        _ = try world.perform(
            SetAlarmState(alarmName: "slow", stateValue: "ALARM", stateReason: "trying")
        )
        _ = try world.perform(Self.alarm { $0.threshold = 5 })
        found = try world.perform(DescribeAlarms()).metricAlarms
        #expect(found.map(\.stateValue) == ["ALARM"])
        #expect(found[0].threshold == 5)
    }

    @Test func `data over the threshold alarms once, and says so in CloudWatch's words`() throws {
        var world = World()
        _ = try world.perform(Self.alarm())
        try Self.put(21.5, in: &world)
        Self.wait(10, &world)
        #expect(Self.state("slow", world)?.state == .alarm)
        #expect(
            Self.state("slow", world)?.reason == "Threshold Crossed: 1 datapoint [21.5 "
                + "(15/01/27 07:59:10)] was greater than the threshold (21.0)."
        )
        let data = try #require(Self.state("slow", world)?.reasonData)
        #expect(data.contains(#""recentDatapoints":[21.5],"threshold":21.0"#))
        let notices = world.model.takeNotices()
        #expect(notices.map(\.action) == [Self.topic])
        try Self.put(30, in: &world)
        Self.wait(10, &world)
        #expect(world.model.takeNotices().isEmpty)
        let message = notices[0].message(account: "111111111111", region: "us-east-1")
        #expect(message.contains(#""NewStateValue":"ALARM""#))
        #expect(message.contains(#""Region":"US East (N. Virginia)""#))
        #expect(message.contains(#""Unit":null"#))
        let event = notices[0].event(account: "111111111111", region: "us-east-1")
        #expect(event.hasPrefix(#"{"source":"aws.cloudwatch","alarmArn":"arn:aws:cloudwatch:"#))
    }

    @Test func `a state that was set lasts until the next evaluation`() throws {
        var world = World()
        _ = try world.perform(Self.alarm { $0.treatMissingData = "notBreaching" })
        _ = try world.perform(
            SetAlarmState(alarmName: "slow", stateValue: "ALARM", stateReason: "trying")
        )
        Self.wait(9, &world)
        #expect(Self.state("slow", world)?.state == .alarm)
        Self.wait(1, &world)
        #expect(Self.state("slow", world)?.state == .ok)
        let history = try world.perform(DescribeAlarmHistory(historyItemType: "StateUpdate"))
        #expect(
            history.alarmHistoryItems.map(\.historySummary) == [
                "Alarm updated from ALARM to OK",
                "Alarm updated from INSUFFICIENT_DATA to ALARM",
            ]
        )
    }

    @Test func `with AWS's delay a minute's alarm waits for a minute`() throws {
        var world = World()
        world.model = LambdaModel(
            account: World.account,
            metrics: MetricStore(delay: .seconds(60))
        )
        _ = try world.perform(Self.alarm())
        try Self.put(21.5, in: &world)
        Self.wait(59, &world)
        #expect(Self.state("slow", world)?.state == .insufficientData)
        Self.wait(61, &world)
        #expect(Self.state("slow", world)?.state == .alarm)
    }

    @Test func `two of three, on a window that slides`() throws {
        var world = World()
        _ = try world.perform(
            Self.alarm(period: 10, periods: 3) { $0.datapointsToAlarm = 2 }
        )
        var states: [AlarmState?] = []
        for value in [1.0, 30, 1, 30, 1, 1, 1] {
            try Self.put(value, in: &world)
            Self.wait(10, &world)
            states.append(Self.state("slow", world)?.state)
        }
        #expect(states == [.ok, .ok, .ok, .alarm, .ok, .ok, .ok])
    }

    @Test func `metric math alarms on a rate of errors`() throws {
        var world = World()
        func stat(_ name: String) -> MetricStat {
            MetricStat(
                metric: CloudWatchMetric(namespace: "Shop", metricName: name),
                period: 60,
                stat: "Sum"
            )
        }
        let alarm = PutMetricAlarm(
            alarmName: "rate",
            evaluationPeriods: 1,
            threshold: 5,
            comparisonOperator: "GreaterThanOrEqualToThreshold",
            metrics: [
                MetricDataQuery(id: "e", expression: "100*FILL(bad,0)/all", label: "rate"),
                MetricDataQuery(id: "bad", metricStat: stat("Bad"), returnData: false),
                MetricDataQuery(id: "all", metricStat: stat("All"), returnData: false),
            ]
        )
        _ = try world.perform(alarm)
        try Self.put(100, in: &world, name: "All")
        Self.wait(10, &world)
        #expect(Self.state("rate", world)?.state == .ok)
        try Self.put(5, in: &world, name: "Bad")
        Self.wait(10, &world)
        #expect(Self.state("rate", world)?.state == .alarm)
    }

    @Test func `a composite alarm follows its children`() throws {
        var world = World()
        for name in ["a", "b"] { _ = try world.perform(Self.alarm(name)) }
        _ = try world.perform(
            PutCompositeAlarm(alarmName: "both", alarmRule: #"ALARM("a") AND NOT (OK(b) OR FALSE)"#)
        )
        #expect(Self.state("both", world)?.state == .ok)
        _ = try world.perform(
            SetAlarmState(alarmName: "a", stateValue: "ALARM", stateReason: "r")
        )
        #expect(Self.state("both", world)?.state == .alarm)
        _ = try world.perform(SetAlarmState(alarmName: "b", stateValue: "OK", stateReason: "r"))
        #expect(Self.state("both", world)?.state == .ok)
        let listed = try world.perform(DescribeAlarms(alarmTypes: ["CompositeAlarm"]))
        #expect(listed.compositeAlarms.map(\.alarmName) == ["both"])
        #expect(listed.metricAlarms.isEmpty)
        for rule in ["ALARM(\"both\")", "ALARM(c)", "ALARM(a", "a AND b", "", "NOT"] {
            #expect(throws: AWSFailure.self) {
                try world.perform(PutCompositeAlarm(alarmName: "both", alarmRule: rule))
            }
        }
    }

    @Test func `an alarm that a composite one names is deleted with it or not at all`() throws {
        var world = World()
        for name in ["a", "b"] { _ = try world.perform(Self.alarm(name)) }
        let both = PutCompositeAlarm(alarmName: "both", alarmRule: "ALARM(a) OR ALARM(b)")
        _ = try world.perform(both)
        let one = #expect(throws: AWSFailure.self) {
            try world.perform(DeleteAlarms(alarmNames: ["a"]))
        }
        #expect(
            one?.message == "Cannot delete a as there are composite alarm(s) depending on it."
        )
        let two = #expect(throws: AWSFailure.self) {
            try world.perform(DeleteAlarms(alarmNames: ["a", "b"]))
        }
        #expect(
            two?.message == "Cannot delete a,b as there are composite alarm(s) depending on them."
        )
        #expect(world.model.alarms.alarms.count == 3)
        _ = try world.perform(DeleteAlarms(alarmNames: ["a", "b", "both"]))
        #expect(world.model.alarms.alarms.isEmpty)
    }

    @Test func `what changed brings the alarms back`() throws {
        var world = World()
        _ = try world.perform(Self.alarm { $0.tags = [CloudWatchTag(key: "k", value: "v")] })
        _ = try world.perform(Self.alarm("gone"))
        _ = try world.perform(DisableAlarmActions(alarmNames: ["slow"]))
        _ = try world.perform(DeleteAlarms(alarmNames: ["gone", "nope"]))
        let copy = LambdaModel(
            account: World.account,
            region: "us-east-1",
            settleTime: .zero,
            replaying: world.model.takeChanges()
        )
        #expect(copy.alarms.alarms == world.model.alarms.alarms)
        #expect(copy.alarms.alarms["slow"]?.actionsEnabled == false)
        #expect(copy.alarms.history == world.model.alarms.history)
        let arn = "arn:aws:cloudwatch:us-east-1:111111111111:alarm:slow"
        let tags = try world.perform(CloudWatch.ListTagsForResource(resourceARN: arn)).tags
        #expect(tags == [CloudWatchTag(key: "k", value: "v")])
    }

    @Test func `alarms are found by prefix, state, action and metric, page by page`() throws {
        var world = World()
        for number in 0..<5 { _ = try world.perform(Self.alarm("n\(number)")) }
        _ = try world.perform(Self.alarm("other") { $0.metricName = "Errors" })
        let page = try world.perform(DescribeAlarms(alarmNamePrefix: "n", maxRecords: 3))
        let rest = try world.perform(
            DescribeAlarms(alarmNamePrefix: "n", maxRecords: 3, nextToken: page.nextToken)
        )
        #expect((page.metricAlarms + rest.metricAlarms).count == 5)
        #expect(rest.nextToken == nil)
        let forMetric = try world.perform(
            DescribeAlarmsForMetric(metricName: "Errors", namespace: "Shop")
        )
        #expect(forMetric.metricAlarms.map(\.alarmName) == ["other"])
        #expect(try world.perform(DescribeAlarms(stateValue: "OK")).metricAlarms.isEmpty)
        #expect(
            try world.perform(DescribeAlarms(actionPrefix: "arn:aws:sns")).metricAlarms.count == 6
        )
    }

    @Test(
        arguments: [
            { $0.period = 45 }, { $0.datapointsToAlarm = 2 }, { $0.comparisonOperator = "More" },
            { $0.statistic = nil }, { $0.extendedStatistic = "p99" }, { $0.threshold = nil },
            { $0.treatMissingData = "maybe" }, { $0.evaluationPeriods = nil },
            { $0.evaluationPeriods = 1_441 }, { $0.unit = "Apples" }, { $0.metricName = nil },
            { $0.alarmName = "" },
        ] as [@Sendable (inout PutMetricAlarm) -> Void]
    )
    func `an alarm that makes no sense is refused`(
        change: @Sendable (inout PutMetricAlarm) -> Void
    ) throws {
        var world = World()
        let failure = #expect(throws: AWSFailure.self) {
            try world.perform(Self.alarm(change: change))
        }
        #expect(failure?.status == 400)
        #expect(["ValidationError", "MissingParameter"].contains(failure?.code))
    }
}
