// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Testing

@testable import SluiceCommands

@Suite struct AlarmProposalTests {
    @Test func `an alarm of one version is known, and is none for the guards`() {
        let sound = SoundAlarms(
            function: "orders",
            alias: "live",
            candidate: Version(2),
            slowest: 10
        )
        let proposals = sound.definitions.map { AlarmProposal($0, []) }
        #expect(proposals.count == 5)
        #expect(
            proposals.filter { !$0.isOfOneVersion }.map(\.definition.name)
                == ["orders-live-errors", "orders-live-throttles", "orders-live-p99"]
        )
    }
}
