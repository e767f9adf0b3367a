// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

/// Repeats what may safely be repeated when AWS throttles, is at fault or is out of reach.
///
/// Only operations that a second call cannot hurt are repeated. The writes of a rollout are not:
/// whether one of them had its effect is for the rollout to find out, by reading.
public struct RetryingTransport: AWSTransport {
    private let base: any AWSTransport
    private let clock: any WallClock
    private let attempts: Int
    private let quota: RetryQuota

    /// Wraps a transport; `attempts` is how often a call is sent in all (`AWS_MAX_ATTEMPTS`).
    public init(
        _ base: any AWSTransport,
        clock: any WallClock,
        random: SeededRandom,
        attempts: Int? = nil
    ) {
        self.base = base
        self.clock = clock
        self.attempts = min(max(1, attempts ?? Limits.attempts), Limits.attemptsMax)
        quota = RetryQuota(random: random.fork("retries"))
    }

    /// Sends an operation, again where that is safe and may help.
    public func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        var paid: Int?
        var attempt = 1
        while true {
            let failure: AWSFailure
            do {
                let output = try await base.send(operation)
                await quota.succeeded(after: paid)
                return output
            } catch {
                failure = error
            }
            let cost = failure.retryCost
            guard attempt < attempts, Operation.isRepeatable, failure.isRetryable,
                await quota.take(cost), await rest(before: attempt, asked: failure.retryAfter)
            else { throw failure }
            paid = cost
            attempt += 1
        }
    }

    /// Waits before a retry; `false` when the wait was cancelled.
    private func rest(before retry: Int, asked: Int?) async -> Bool {
        var pause = await quota.pause(before: retry)
        if let asked { pause = max(pause, min(.seconds(asked), .seconds(20))) }
        do {
            try await clock.sleep(until: clock.now.advanced(by: pause), tolerance: nil)
            return true
        } catch {
            return false
        }
    }
}

extension AWSOperation {
    /// Whether the transport may send it twice.
    ///
    /// AWS calls a second `PublishVersion` harmless; it is not when `$LATEST` was changed meanwhile.
    static var isRepeatable: Bool { isIdempotent && name != "PublishVersion" }
}

extension AWSFailure {
    /// Whether the same call may get a good answer in a moment.
    var isRetryable: Bool {
        switch kind {
        case .answered: isThrottling || [500, 502, 503, 504].contains(status)
        case .noAnswer: true
        // All other refusals before sending are our own, and no repetition changes them.
        case .notSent: code == "NoConnection"
        case .malformed: false
        }
    }

    var retryCost: Int { kind == .answered ? Limits.retryCost : Limits.timeoutRetryCost }
}
