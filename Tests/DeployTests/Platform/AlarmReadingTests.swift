// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct AlarmReadingTests {
    private var guards: Guards {
        Guards(
            failures: [],
            alarms: [AlarmGuard(name: "a"), AlarmGuard(name: "b"), AlarmGuard(name: "c")]
        )
    }

    private func answering(_ values: [String: String]) -> AliasWorld {
        let world = AliasWorld()
        world.aws.on(DescribeAlarms.self) { operation in
            // The first page knows metric alarms only.
            if operation.nextToken != nil {
                return .init(compositeAlarms: [
                    CompositeAlarm(alarmName: "b", stateReason: "either", stateValue: values["b"])
                ])
            }
            return .init(
                metricAlarms: [
                    MetricAlarm(alarmName: "a", stateValue: values["a"], stateReason: "5 of 60")
                ],
                nextToken: "more"
            )
        }
        return world
    }

    @Test func `alarms on metrics and on alarms are read, and what is not there is missing`() throws
    {
        let project = try Project(answering(["a": "OK", "b": "INSUFFICIENT_DATA"]))
        let scene = try project.time.run {
            try await project.survey().scene(for: .sample(guards: guards))
        }
        #expect(scene.alarms.map(\.name) == ["a", "b", "c"])
        #expect(scene.alarms.map(\.value) == [.ok, .insufficientData, .missing])
        let asked = project.world.aws.calls(DescribeAlarms.self)
        #expect(asked.count == 2)
        #expect(asked[0].alarmTypes == ["MetricAlarm", "CompositeAlarm"])
    }

    @Test func `a deployment is refused while an alarm is red, and writes nothing`() throws {
        let project = try Project(answering(["a": "ALARM", "b": "OK"]))
        var intent = project.intent(42, .steps((10, 30)))
        intent.guards = Guards(failures: [], alarms: [AlarmGuard(name: "a")])
        let refused = intent
        let complaint = #expect(throws: Complaint.self) {
            try project.aSecondLater { try await $0.deploy(refused) }
        }
        #expect(complaint?.exit == .refused)
        #expect(project.world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `an alarm that goes off while the candidate has calls takes them away`() throws {
        let world = AliasWorld()
        world.aws.on(DescribeAlarms.self) { _ in
            let isSplit = world.traffic()?.weighted != nil
            return .init(metricAlarms: [
                MetricAlarm(
                    alarmName: "a",
                    stateValue: isSplit ? "ALARM" : "OK",
                    stateReason: "5 of 60"
                )
            ])
        }
        let project = try Project(world)
        var intent = project.intent(42, .steps((10, 60)))
        intent.guards = Guards(failures: [], alarms: [AlarmGuard(name: "a")])
        let wanted = intent
        let report = try project.aSecondLater { try await $0.deploy(wanted) }
        #expect(
            report.end
                == .finished(.rolledBack(Reason(.alarm, "alarm a went off: 5 of 60")))
        )
        #expect(world.traffic() == Traffic(version: Version(41)))
    }
}
