// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

@testable import SluiceDeploy

/// A journal whose disk does not answer while it hangs.
struct HangingJournal: KeptJournal {
    let base: any KeptJournal
    let clock: VirtualTime
    let isHanging: Box<Bool>

    var place: String { base.place }
    var wasTorn: Bool { get async { await base.wasTorn } }
    func entries() async throws -> [Entry] { try await base.entries() }

    func append(_ entry: Entry) async throws {
        while isHanging.get() {
            try await clock.sleep(until: clock.now.advanced(by: .seconds(1)), tolerance: nil)
        }
        try await base.append(entry)
    }
}
