// SPDX-License-Identifier: Apache-2.0

// Workers that are ready before calls come.
extension InvokeRouter {
    /// How the workers stand that are kept ready for a version.
    public enum Provision: Sendable, Hashable {
        /// They are being started.
        case starting
        /// All of them are ready, or as many as this machine has for one version.
        case ready
        /// They cannot initialise.
        case failed
    }

    /// Starts what is to be kept ready, and lets go what is not any more.
    func keepProvisioned(in realm: RoutedRealm) {
        guard !isStopping else { return }
        for (name, function) in realm.snapshot.functions where !function.provisioned.isEmpty {
            for (version, count) in function.provisioned.sorted(by: { $0.key < $1.key }) {
                guard let spec = function.versions[version] else { continue }
                keep(count, pool(of: spec, in: realm))
                realm.provisionedKeys.insert(VersionPool.Key(function: name, version: version))
            }
        }
        for key in realm.provisionedKeys
        where realm.snapshot.functions[key.function]?.provisioned[key.version] == nil {
            realm.provisionedKeys.remove(key)
            if let pool = realm.current[key] { keep(0, pool) }
        }
    }

    private func keep(_ count: Int, _ pool: VersionPool) {
        let most = min(count, settings.workersPerVersion)
        guard pool.pool.kept != most else { return }
        makeRoom(for: pool)
        perform(pool.pool.keep(count, now: now), for: pool)
        arm(at: now + Limits.settleNanoseconds)
    }

    /// How the workers of a version stand.
    public func provision(
        of function: String,
        version: String,
        in realm: Realm? = nil
    ) -> Provision {
        let key = VersionPool.Key(function: function, version: version)
        guard let pool = routed(realm).current[key]?.pool else { return .starting }
        // A machine that is full has as many as it can have.
        if pool.readyCount >= pool.kept || workers.count >= settings.workersMax { return .ready }
        return pool.isFailing ? .failed : .starting
    }
}
