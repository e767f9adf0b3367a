// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct OldJournalTests {
    @Test func `a strategy from before there were consents asks for none`() throws {
        let written = try JSONEncoder().encode(Strategy.canary)
        var old = try #require(
            try JSONSerialization.jsonObject(with: written) as? [String: Any]
        )
        old["approvals"] = nil
        let bytes = try JSONSerialization.data(withJSONObject: old)
        #expect(try JSONDecoder().decode(Strategy.self, from: bytes) == .canary)
    }
}
