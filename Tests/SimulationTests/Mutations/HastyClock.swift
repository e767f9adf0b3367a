// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// A clock that runs twice as fast as the world.
struct HastyClock: WallClock {
    private let base: any WallClock
    private let beginning: Timestamp

    init(_ base: any WallClock) {
        self.base = base
        beginning = base.now
    }

    var now: Timestamp {
        beginning.advanced(by: beginning.duration(to: base.now) * 2)
    }

    var minimumResolution: Swift.Duration { .milliseconds(1) }

    func sleep(until deadline: Timestamp, tolerance: Swift.Duration?) async throws {
        let half = (beginning.duration(to: deadline).wholeMilliseconds + 1) / 2
        try await base.sleep(
            until: beginning.advanced(by: .milliseconds(half)),
            tolerance: tolerance
        )
    }
}
