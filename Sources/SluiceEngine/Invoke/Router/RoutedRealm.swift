// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// One account and region as the router serves it: who answers for which name, and what runs.
///
/// A class, because pools refer to it while it changes; it never leaves the router, and lives as long.
final class RoutedRealm {
    let realm: Realm
    var snapshot = RoutingSnapshot()
    /// The pools that new invocations go to.
    var current: [VersionPool.Key: VersionPool] = [:]
    /// The versions of which workers are kept ready.
    var provisionedKeys: Set<VersionPool.Key> = []
    /// How many invocations run or wait, in all and by function.
    var running = 0
    var runningByFunction: [String: Int] = [:]
    /// How many of them are of functions that reserve concurrency.
    var runningReserved = 0
    var tallies: Tallies
    var logs = LogBuffer()

    init(_ realm: Realm, random: SeededRandom) {
        self.realm = realm
        tallies = Tallies(random: random)
    }
}
