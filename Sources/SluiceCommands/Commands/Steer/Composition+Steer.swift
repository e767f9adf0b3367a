// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProject

extension Composition {
    /// Finds the open rollout that is meant, and walks it to its end.
    func steer(
        _ name: String?,
        verb: String,
        goesBack: Bool = false,
        _ walk: (Deployment, String) async throws -> SluiceDeploy.Report
    ) async throws -> ExitCode {
        try await withStore(isEmergency: goesBack) { store, cloud in
            try await checkMeaning(of: name, in: store)
            guard let chosen = try await RolloutChoice.open(name, in: store, verb: verb) else {
                let place = name.map { " in \($0)" } ?? ""
                return try sayNothingIsOpen("no rollout is open\(place)", for: verb)
            }
            // An engine that was started for the journals is the one that the rollout is in.
            if let cloud, cloud.isEngine {
                return try await steer(chosen, in: store, cloud, goesBack: goesBack, walk)
            }
            return try await withCloud(
                folder: projectFolder(),
                remembered: chosen.target
            ) { cloud in
                try await steer(chosen, in: store, cloud, goesBack: goesBack, walk)
            }
        }
    }

    private func steer(
        _ chosen: RolloutSummary,
        in store: JournalStore,
        _ cloud: Cloud,
        goesBack: Bool,
        _ walk: (Deployment, String) async throws -> SluiceDeploy.Report
    ) async throws -> ExitCode {
        let begun = clock.now
        let who = await callerName(cloud)
        let show = RolloutShow(self, store: store, who: who)
        let deployment = deployment(cloud, store: store, who: who, seams: show.seams())
        console.say(PlanWords.place(chosen.target, identity: driver(who).who))
        show.signals.catchThem()
        return try await self.walk(show, begun: begun, goesBack: goesBack) {
            try await walk(deployment, chosen.rollout)
        }
    }

    /// Asks something of the open rollout that is meant; one that is over is told as such.
    func ask(_ verb: Request.Verb, of name: String?, reason: String?) async throws -> ExitCode {
        let chosen = try await withStore { store, _ in
            try await RolloutChoice.open(name, in: store, verb: verb.words)
        }
        if let chosen, let outcome = chosen.outcome {
            let text = "rollout \(chosen.rollout) is over: \(outcome.word)"
            return try sayNothingIsOpen(text, for: verb.words)
        }
        return try await steer(name, verb: verb.words) { deployment, rollout in
            let settings =
                verb == .pause ? nil : try lookedUp(by: try await deployment.plan(of: rollout))
            return try await deployment.ask(verb, of: rollout, reason: reason, with: settings)
        }
    }

    /// The settings of a rollout whose values are looked up: its journal does not hold them.
    func lookedUp(by plan: Plan) throws -> FunctionSettings? {
        guard !plan.settings.secrets.isEmpty else { return nil }
        let overrides = Overrides(
            for: .look,
            region: plan.target.region,
            account: plan.target.account,
            isLocal: plan.target.endpoint != nil,
            variables: variables
        )
        return try project().intent(plan.environment, overrides: overrides).settings
    }

    /// Refuses a name that is no environment of the project file, no rollout and in no journal: with
    /// a slip of the keyboard nothing would be found, and that would look like success.
    func checkMeaning(of name: String?, in store: JournalStore) async throws {
        // Journals are read also where the project file cannot be.
        guard let name, !name.hasPrefix("r-"), let path = projectPath(),
            let project = try? ProjectFile.load(path), !project.environmentNames.contains(name)
        else { return }
        let all = try await store.summaries()
        guard all.damaged.isEmpty, !all.good.contains(where: { $0.environment == name })
        else { return }
        _ = try project.environment(name, variables: variables)
    }

    /// A consent that came too late is not to look like one that counted.
    private func sayNothingIsOpen(_ text: String, for verb: String) throws -> ExitCode {
        let isConsent = verb == Request.Verb.approve.words
        if console.isJSON {
            try console.json(DeployDocument(outcome: "unchanged", seconds: 0, targets: []))
        } else {
            console.out(isConsent ? "nothing was approved: \(text)" : text)
        }
        return .success
    }
}
