// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceCore
import SluiceProject
import Testing

@testable import SluiceCommands

@Suite struct DemoTests {
    @Test func `the demo's project file is a good one`() throws {
        let project = try ProjectFile.parse(DemoProject.file, directory: "/nowhere")
        #expect(project.environmentNames == [DemoProject.environment])
    }

    @Test func `every second order has a customer`() throws {
        for number in 0..<10 {
            let bytes = Array(DemoProject.order(number).utf8)
            #expect(JSONText.isValid(bytes))
            let hasCustomer = DemoProject.order(number).contains("customer")
            #expect(hasCustomer == number.isMultiple(of: 2))
        }
    }

    @Test func `what went wrong is said`() throws {
        var good = TargetReport(
            try Sample.rollout([.finished(outcome: .promoted)]),
            at: .distantFuture
        )
        good.candidate = "2"
        let reason = Reason(.errors, "bad")
        var bad = TargetReport(
            try Sample.rollout([.finished(outcome: .rolledBack(reason))]),
            at: .distantFuture
        )
        bad.traffic = ["2": 1]
        var document = DemoDocument(
            good: good,
            bad: DemoDocument.Bad(target: bad, secondsToRollback: 2.5),
            requests: DemoDocument.Requests(sent: 2100, answered: 2100, failed: 9, dropped: 0)
        )
        #expect(document.wrong == [])
        try Snapshot.expect(JSONText.line(document), "demo")
        document.requests.dropped = 1
        document.bad.target.outcome = "promoted"
        document.bad.target.traffic = ["3": 1]
        #expect(document.wrong.count == 3)
    }
}
