// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SluiceCore
import SluiceDeploy
import SystemPackage

extension Composition {
    /// The walks of a deployment in a place, over a project's journals.
    func deployment(
        _ cloud: Cloud,
        store: JournalStore,
        who: String?,
        seams: Deployment.Seams,
        locks: TargetLock? = nil
    ) -> Deployment {
        // Time that nobody can set: a bake must not end early, nor never.
        let clock = SteadyClock()
        return Deployment(
            aws: cloud.aws,
            clock: clock,
            random: chance(),
            survey: survey(cloud, store: store),
            gates: GateRunner(
                aws: cloud.plain,
                clock: clock,
                environment: cloud.gateVariables,
                command: { await GateCommand.perform($0) },
                fetch: cloud.fetch
            ),
            store: store,
            locks: locks ?? self.locks(),
            identity: driver(who),
            credentials: cloud.credentials,
            seams: seams
        )
    }

    /// Looks at what is there, in a place.
    func survey(_ cloud: Cloud, store: JournalStore) -> Survey {
        Survey(
            aws: cloud.aws,
            clock: clock,
            store: store,
            region: cloud.region,
            endpoint: cloud.endpoint,
            health: cloud.metricPeriod
        )
    }

    /// The locks of this machine's user, with the leases of a project's journals.
    func locks(of store: JournalStore) -> TargetLock {
        locks().sharing(store.home, on: driver(nil).host)
    }

    /// The locks of this machine's user.
    func locks() -> TargetLock {
        let state =
            variable("XDG_STATE_HOME") ?? variable("HOME").map { "\($0)/.local/state" }
            ?? "/tmp/sluice-\(getuid())"
        return TargetLock(directory: FilePath("\(state)/sluice/locks"), clock: clock)
    }
}
