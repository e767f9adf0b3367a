// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// What forbids a rollout before anything is written.
extension Plan {
    static func check(_ intent: Intent, against scene: Scene) throws(Complaint) {
        try checkPolicy(intent, scene)
        try checkAlarms(intent, scene)
        try checkOwnership(intent, scene)
        try checkTraffic(intent, scene)
        try checkFunction(intent, scene)
        try checkWeights(intent, scene)
        try checkEarly(intent, scene)
    }

    private static func checkPolicy(_ intent: Intent, _ scene: Scene) throws(Complaint) {
        let now = nowLines(scene)
        if intent.isProtected, intent.strategy.isDirect {
            throw Complaint(
                "environment \(intent.environment) is protected: strategy direct is refused",
                why: [
                    "a direct update changes $LATEST for all callers at once and has no way back"
                ],
                now: now,
                next: ["use all-at-once, canary, linear, steps or blue-green with an alias"],
                exit: .refused
            )
        }
        if intent.isProtected, intent.gates.isEmpty || intent.guards.isEmpty {
            let lacks = intent.gates.isEmpty ? "a gate" : "a guard"
            throw Complaint(
                "environment \(intent.environment) is protected and lacks \(lacks)",
                why: ["a protected environment needs an alias, a gate and a guard"],
                now: now,
                next: ["add gates: with an invoke, for example {invoke: {payload: {}}}"],
                exit: .refused
            )
        }
        if let open = scene.openRollout {
            throw Complaint(
                "rollout \(open) of \(scene.target.text) is still open",
                why: ["one rollout moves an alias at a time"],
                now: now,
                next: [
                    "sluice status \(intent.environment)\(scene.target.options)",
                    "sluice resume \(open)",
                    "sluice abort \(open)",
                ],
                exit: .refused
            )
        }
        if let candidate = intent.candidate, let before = scene.rolledBackVersions[candidate],
            !intent.allowsRetry
        {
            let place = "\(intent.environment)\(scene.target.options)"
            throw Complaint(
                "\(candidate.text) was rolled back here before, in \(before)",
                now: now,
                next: [
                    "sluice show \(before)",
                    "sluice deploy \(place) --version \(candidate.name) --retry",
                ],
                exit: .refused
            )
        }
        if let code = intent.code, let before = scene.rolledBack[code.sha256], !intent.allowsRetry {
            throw Complaint(
                "these bytes were rolled back here before, in \(before)",
                why: ["CodeSha256 \(code.sha256) is that of the version that was rolled back"],
                now: now,
                next: [
                    "sluice show \(before)",
                    "sluice deploy \(intent.environment)\(scene.target.options) --retry",
                ],
                exit: .refused
            )
        }
    }

    private static func checkOwnership(_ intent: Intent, _ scene: Scene) throws(Complaint) {
        if intent.strategy.isDirect, let candidate = intent.candidate {
            throw Complaint(
                "strategy direct cannot go to version \(candidate.name)",
                why: ["a direct update writes $LATEST, and a version needs an alias to be served"],
                next: [
                    "sluice deploy \(intent.environment)\(scene.target.options) --strategy all-at-once --version N"
                ],
                exit: .usage
            )
        }
        if intent.code == nil, intent.candidate == nil {
            throw Complaint(
                "the project file has no code: for \(scene.target.function), so it needs --version",
                why: ["without code: someone else publishes, and Sluice moves only the alias"],
                now: nowLines(scene),
                next: [
                    "sluice versions \(intent.environment)\(scene.target.options)",
                    "sluice deploy \(intent.environment)\(scene.target.options) --version N",
                ],
                exit: .usage
            )
        }
        if let owner = scene.owner, intent.candidate == nil {
            throw Complaint(
                "\(scene.target.function) belongs to CloudFormation stack \(owner)",
                why: ["a function that a stack owns is written to by the stack alone"],
                now: nowLines(scene),
                next: [
                    "publish with the stack, then: sluice deploy \(intent.environment)\(scene.target.options) --version N"
                ],
                exit: .refused
            )
        }
    }

    private static func checkTraffic(_ intent: Intent, _ scene: Scene) throws(Complaint) {
        if intent.strategy.isDirect { return }
        guard intent.alias != nil else {
            throw Complaint(
                "environment \(intent.environment) has no alias, which \(intent.strategy.name) needs",
                next: ["add alias: live to the environment, or use strategy: direct"],
                exit: .usage
            )
        }
        if scene.aliasIsProvisioned, let alias = intent.alias {
            let name = "--function-name \(scene.target.function) --qualifier"
            throw Complaint(
                "alias \(alias) has provisioned concurrency of its own",
                why: ["while such an alias moves, AWS sets its weights itself, for minutes"],
                now: nowLines(scene),
                next: [
                    "aws lambda put-provisioned-concurrency-config \(name) "
                        + "\(scene.alias?.version.name ?? "N") "
                        + "--provisioned-concurrent-executions N",
                    "aws lambda delete-provisioned-concurrency-config \(name) \(alias)",
                ],
                exit: .refused
            )
        }
        if let alias = scene.alias, let claim = Claim(in: alias.description),
            claim.until > scene.at
        {
            throw Complaint(
                claim,
                on: scene.target,
                now: nowLines(scene),
                environment: intent.environment
            )
        }
        if let alias = scene.alias, alias.weighted != nil {
            throw Complaint(
                "alias \(intent.alias ?? "") already carries weights, and no rollout of Sluice is open",
                why: ["someone else is shifting traffic, or a shift was left half done"],
                now: nowLines(scene),
                next: [
                    "sluice shift \(intent.environment)\(scene.target.options) 0%   all calls to \(alias.version.text)",
                    "sluice rollback \(intent.environment)\(scene.target.options) --to \(alias.version.name)",
                ],
                exit: .refused
            )
        }
        if let alias = scene.alias, !alias.version.isPublished {
            throw Complaint(
                "alias \(intent.alias ?? "") points at $LATEST",
                why: ["weights need two published versions, and $LATEST has no way back"],
                now: nowLines(scene),
                next: [
                    "aws lambda publish-version --function-name \(scene.target.function)",
                    "sluice shift \(intent.environment)\(scene.target.options) 100% --version N",
                ],
                exit: .refused
            )
        }
    }

    private static func checkFunction(_ intent: Intent, _ scene: Scene) throws(Complaint) {
        if let candidate = intent.candidate, scene.candidate == nil {
            throw Complaint(
                "version \(candidate.name) of \(scene.target.function) does not exist",
                now: nowLines(scene),
                next: ["sluice versions \(intent.environment)\(scene.target.options)"],
                exit: .usage
            )
        }
        if let latest = scene.latest, latest.state == .failed {
            throw Complaint(
                "the function \(scene.target.function) is in state Failed",
                why: [latest.reason ?? "AWS gives no reason"],
                now: nowLines(scene),
                next: ["delete the function and deploy again"]
            )
        }
        if scene.latest == nil {
            let settings = intent.settings
            let missing = [
                ("runtime", settings.runtime), ("handler", settings.handler),
                ("role", settings.role),
            ].filter { $0.1 == nil }.map(\.0)
            if !missing.isEmpty {
                throw Complaint(
                    "the function \(scene.target.function) does not exist, and to create it "
                        + "the project file lacks \(missing.joined(separator: ", "))",
                    next: ["add \(missing.map { "\($0):" }.joined(separator: ", ")) to function:"],
                    exit: .usage
                )
            }
        }
    }

    private static func checkWeights(_ intent: Intent, _ scene: Scene) throws(Complaint) {
        guard !intent.strategy.steps.isEmpty, let stable = scene.stable?.configuration else {
            return
        }
        let other = scene.candidate?.configuration
        let role = other?.role ?? intent.settings.role ?? scene.latest?.configuration.role
        let deadLetter = (other ?? scene.latest?.configuration)?.deadLetter
        let differs = role != stable.role ? "execution role" : "dead-letter target"
        guard role != stable.role || deadLetter != stable.deadLetter else { return }
        throw Complaint(
            "the candidate would have another \(differs) than the stable version",
            why: ["AWS splits an alias only between versions with the same \(differs)"],
            now: nowLines(scene),
            next: [
                "sluice deploy \(intent.environment)\(scene.target.options) --strategy all-at-once"
            ],
            exit: .refused
        )
    }

    private static func nowLines(_ scene: Scene) -> [String] {
        guard let alias = scene.alias else { return [] }
        return ["traffic is \(alias.traffic.text); Sluice changed nothing"]
    }
}

extension Complaint {
    /// Another Sluice moves the alias, and says so in the alias's description.
    public init(_ claim: Claim, on target: Target, now: [String], environment: String) {
        let until = "\(claim.until.date) \(claim.until.clockText.prefix(5)) UTC"
        self.init(
            "rollout \(claim.rollout) moves alias \(target.text), until \(until) at the latest",
            why: ["its claim is in the alias's description, and its journal is not here"],
            now: now,
            next: [
                "sluice status   on the machine that started \(claim.rollout)",
                "sluice rollback \(environment)\(target.options)   all calls to the stable version",
            ],
            exit: .refused
        )
    }
}
