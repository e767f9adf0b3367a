// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore

/// What a plan may ask for beside its shape, its gates and its holds.
///
/// Each is drawn by a sequence of its own, so that one more of them changes no case but those in
/// which it is drawn.
public enum Extra: String, CaseIterable, Hashable, Sendable {
    /// Slow calls are judged.
    case latency
    /// Throttled calls are judged.
    case throttles
    /// A step may end before its bake.
    case early
    /// A number of calls ends the watch after 100 %.
    case watchCalls
    /// It is left open at a step, and somebody goes on with it later.
    case until
    /// It could not wait: all of the traffic at once.
    case hotfix
    /// Sluice calls both versions itself.
    case probes

    /// In which share of the seeds it is drawn, where the shape can have it.
    var share: Double {
        switch self {
        case .latency: 0.06
        case .throttles: 0.06
        case .early: 0.1
        case .watchCalls: 0.06
        case .until: 0.06
        case .hotfix: 0.04
        case .probes: 0.1
        }
    }

    /// Whether a rollout of this shape can have it.
    func suits(_ shape: SwarmCase.Shape) -> Bool {
        switch self {
        case .latency, .throttles: shape != .direct
        case .watchCalls, .until: shape != .direct && shape != .gradualRollback
        case .hotfix: shape != .gradualRollback
        case .probes:
            ![.direct, .firstAlias, .firstFunction, .gradualRollback].contains(shape)
        case .early: ![.direct, .allAtOnce, .blueGreen, .gradualRollback].contains(shape)
        }
    }

    /// Whether a journal shows that it came to something.
    public func hasFired(in entries: [Entry]) -> Bool {
        entries.contains { entry in
            switch (self, entry.event) {
            case (.latency, .observed(_, let observation)):
                observation.windows.contains { $0.latency != nil }
            case (.throttles, .observed(_, let observation)):
                observation.windows.contains { $0.throttles != nil }
            case (.early, .decided(.advance(_, .early), _)), (.probes, .probed): true
            case (.watchCalls, .started(let plan)): plan.strategy.watchCalls != nil
            case (.until, .requested(let request)): request.isMilestone
            case (.hotfix, .started(let plan)): plan.hotfix != nil
            default: false
            }
        }
    }
}

extension Request {
    /// Whether a driver that came as far as it was to go made this pause.
    var isMilestone: Bool { verb == .pause && reason?.hasPrefix("--until ") ?? false }
}
