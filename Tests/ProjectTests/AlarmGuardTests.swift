// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceProject
import Testing

@Suite struct AlarmGuardTests {
    @Test func `alarms that guard are names, ends of ARNs, or mappings`() throws {
        let text = """
            version: 1
            function: { name: orders }
            environments:
              production:
                alias: live
                gates: [{run: smoke}]
                guards:
                  failures: []
                  alarms:
                    - orders-errors
                    - arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders/p99
                    - {name: orders-age, optional: true}
                onHold: { alarmUnknown: rollback }
            """
        let file = try ProjectFile.parse(text, directory: ".")
        let intent = try file.intent(
            "production",
            overrides: Overrides(candidate: Version(2))
        )
        #expect(
            intent.guards.alarms == [
                AlarmGuard(name: "orders-errors"), AlarmGuard(name: "orders/p99"),
                AlarmGuard(name: "orders-age", isOptional: true),
            ]
        )
        #expect(intent.guards.failures.isEmpty)
        #expect(intent.onHold.alarmUnknown == .rollback)
    }

    @Test(arguments: [
        ("[a, a]", "alarm a is named twice"),
        ("[arn:aws:sns:eu-west-1:1:x]", "an alarm's ARN is like"),
        ("[{optional: true}]", "an alarm needs 'name'"),
        ("[\"x-${environment}\"]", "an alarm's name is written out"),
        ("[{name: a, optinal: true}]", "unknown key 'optinal' in an alarm"),
    ])
    func `alarms that cannot be meant are mistakes`(alarms: String, found: String) {
        let text = """
            version: 1
            function: { name: orders }
            environments: { staging: { alias: live, guards: { alarms: \(alarms) } } }
            """
        let problems = #expect(throws: ProjectProblems.self) {
            try ProjectFile.parse(text, directory: ".")
        }
        #expect(problems?.diagnostics.map(\.message).joined().contains(found) == true)
    }
}
