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
        let begun = clock.now
        let store = store()
        guard let chosen = try await RolloutChoice.open(name, in: store, verb: verb) else {
            return try sayNothingIsOpen(name)
        }
        return try await withCloud(
            folder: projectFolder(),
            remembered: chosen.target
        ) { cloud in
            let show = RolloutShow(self, store: store, who: chosen.by)
            let deployment = deployment(cloud, store: store, who: chosen.by, seams: show.seams())
            console.say(PlanWords.place(chosen.target, identity: driver(chosen.by).who))
            show.signals.catchThem()
            return try await self.walk(show, begun: begun, goesBack: goesBack) {
                try await walk(deployment, chosen.rollout)
            }
        }
    }

    /// The settings of a rollout whose values are looked up: its journal does not hold them.
    func lookedUp(by rollout: String) async throws -> FunctionSettings? {
        let plan = try await store().rollout(rollout).plan
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

    private func sayNothingIsOpen(_ name: String?) throws -> ExitCode {
        if console.isJSON {
            try console.json(DeployDocument(outcome: "unchanged", seconds: 0, targets: []))
        } else {
            console.out("no rollout is open\(name.map { " in \($0)" } ?? "")")
        }
        return .success
    }
}
