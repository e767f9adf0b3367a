// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Where a rollout looks for calls and failures, settled before it starts.
public struct Sight: Hashable, Codable, Sendable {
    /// Metrics or logs.
    public var source: ObservationChoice
    /// Why it is not what the project file asks for, where it is not.
    public var because: String?
    /// The log group of both versions; `nil`: the function's own.
    public var logGroup: String?

    /// Makes a sight.
    public init(
        source: ObservationChoice,
        because: String? = nil,
        logGroup: String? = nil
    ) {
        self.source = source
        self.because = because
        self.logGroup = logGroup
    }
}

extension Plan {
    /// Whether calls are counted in the versions' logs.
    public var observesLogs: Bool { sight?.source == .logs }

    /// The log group that both versions write to.
    public var logGroup: String { sight?.logGroup ?? "/aws/lambda/\(target.function)" }

    /// Where this rollout looks.
    static func sight(_ intent: Intent, given scene: Scene) -> Sight? {
        if intent.strategy.isDirect { return nil }
        let settings = logSettings(intent, scene)
        let groups = Set(settings.map(\.logs.group))
        let group = groups.count == 1 ? groups.first ?? nil : nil
        guard intent.observe == .logs else { return Sight(source: .metrics, logGroup: group) }
        let obstacle =
            groups.count > 1
            ? "the two versions write to different log groups" : obstacle(settings, scene)
        return Sight(
            source: obstacle == nil ? .logs : .metrics,
            because: obstacle,
            logGroup: group
        )
    }

    /// What keeps the log from telling all calls of the alias and no others.
    private static func obstacle(
        _ settings: [(name: String, runtime: String?, logs: LogSettings)],
        _ scene: Scene
    ) -> String? {
        guard let callers = scene.callers, scene.stable != nil else {
            return "nothing serves yet"
        }
        let perSecond = scene.lastHour.calls / 3600
        if perSecond > Limits.loggedCallsPerSecondMax {
            return "\(perSecond) calls a second; logs are read for up to "
                + "\(Limits.loggedCallsPerSecondMax)"
        }
        if let refused = callers.unread.first {
            return "who else calls the versions is not known: \(refused) was refused"
        }
        if !callers.otherAliases.isEmpty {
            return "alias \(callers.otherAliases.joined(separator: ", ")) serves the same version, "
                + "and a log does not tell aliases apart"
        }
        for version in settings {
            if !version.logs.reportsCalls {
                return "the system log level of \(version.name) is \(version.logs.systemLevel): "
                    + "its log does not report calls"
            }
            let runtime = version.runtime ?? "a container image"
            if !version.logs.isJSON, !["python", "nodejs"].contains(where: runtime.hasPrefix) {
                return "the text log of \(runtime) does not tell failed calls: "
                    + "LoggingConfig: {LogFormat: JSON} does"
            }
        }
        return nil
    }

    /// How the stable version logs and how the candidate will.
    private static func logSettings(
        _ intent: Intent,
        _ scene: Scene
    ) -> [(name: String, runtime: String?, logs: LogSettings)] {
        var settings: [(name: String, runtime: String?, logs: LogSettings)] = []
        if let stable = scene.stable {
            let logs = stable.configuration.logging ?? LogSettings()
            settings.append((stable.version.text, stable.configuration.runtime, logs))
        }
        if let candidate = scene.candidate ?? scene.latest {
            let logs = candidate.configuration.logging ?? LogSettings()
            settings.append(
                (
                    scene.candidate?.version.text ?? "the candidate",
                    intent.settings.runtime ?? candidate.configuration.runtime,
                    logs.changed(by: intent.settings.properties["LoggingConfig"])
                )
            )
        }
        return settings
    }
}
