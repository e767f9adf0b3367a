// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// A clock that stands; its sleepers sleep until they are cancelled, or not at all.
struct StillClock: WallClock {
    var now = Timestamp(millisecondsSince1970: 1_700_000_000_000)
    var isImpatient = false

    var minimumResolution: Swift.Duration { .milliseconds(1) }

    func sleep(until deadline: Timestamp, tolerance: Swift.Duration?) async throws {
        if isImpatient { return }
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        for await _ in stream {}
        withExtendedLifetime(continuation) {}
        try Task.checkCancellation()
    }
}
