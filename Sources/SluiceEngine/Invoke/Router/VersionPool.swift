// SPDX-License-Identifier: Apache-2.0

/// One version as the router serves it: its spec and its workers' pool.
///
/// A class, because invocations and workers refer to it while it changes; it never leaves the router.
final class VersionPool {
    /// Where it belongs; the router keeps it for as long as there are pools.
    unowned let realm: RoutedRealm
    let spec: VersionSpec
    /// The function's ARN without a qualifier.
    let bareARN: String
    var pool: WorkerPool<Invocation>
    /// Invocations that run or wait.
    var running = 0

    init(spec: VersionSpec, pool: WorkerPool<Invocation>, in realm: RoutedRealm) {
        self.realm = realm
        self.spec = spec
        self.pool = pool
        bareARN = Self.bareARN(of: spec)
    }

    /// The function's ARN without a qualifier.
    static func bareARN(of spec: VersionSpec) -> String {
        let suffix = ":\(spec.version)"
        return spec.arn.hasSuffix(suffix) ? String(spec.arn.dropLast(suffix.count)) : spec.arn
    }

    /// The key of the pool among the current ones.
    struct Key: Hashable {
        var function: String
        var version: String
    }
}
