// SPDX-License-Identifier: Apache-2.0
import SluiceBase

extension Rollout {
    /// How a command that drove this rollout ends: the exit code of its outcome.
    public var exit: ExitCode {
        switch outcome {
        case .promoted, .promotedUnjudged: .success
        case .rolledBack: .rolledBack
        case .superseded: .refused
        case .stopped(let reason): exit(ofStop: reason)
        case nil: .leftOpen
        }
    }

    private func exit(ofStop reason: Reason) -> ExitCode {
        let hadTraffic = completedAt != nil
        switch reason.kind {
        case .gate: return plan.strategy.isDirect || hadTraffic ? .error : .gateFailed
        case .operator: return hadTraffic ? .error : .stopped
        case .drift, .alarm: return hadTraffic ? .error : .refused
        default: return .error
        }
    }

    /// What the alias serves as far as this rollout knows; `$LATEST` in a direct update.
    public var servedTraffic: Traffic? {
        if let foreign { return foreign }
        if plan.strategy.isDirect { return Traffic(version: .latest) }
        return alias?.traffic
    }
}
