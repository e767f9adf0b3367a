// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// The token bucket that keeps retries from multiplying an outage, and the chance in their pauses.
///
/// As AWS's own clients do it: each retry costs tokens, a success after one gives them back, and
/// each success at the first try adds one.
actor RetryQuota {
    private var tokens = Limits.retryQuota
    private var random: SeededRandom

    init(random: SeededRandom) { self.random = random }

    /// Takes the price of one retry; `false` when the bucket is too empty.
    func take(_ cost: Int) -> Bool {
        guard tokens >= cost else { return false }
        tokens -= cost
        return true
    }

    /// Gives back what the last retry of a call that succeeded cost, or one token without any.
    func succeeded(after cost: Int?) {
        tokens = min(Limits.retryQuota, tokens + (cost ?? 1))
    }

    /// How long to wait before the retry with this number, from 1: any part of 1, 2, 4 … 20 s.
    func pause(before retry: Int) -> Duration {
        var ceiling = 1.0
        for _ in 1..<max(1, retry) where ceiling < Limits.backoffSecondsMax { ceiling *= 2 }
        let seconds = random.fraction() * min(ceiling, Limits.backoffSecondsMax)
        return .milliseconds(Int64(seconds * 1000))
    }
}
