// SPDX-License-Identifier: Apache-2.0

/// How far this machine lets a child be set apart.
public enum Isolation: Sendable, Hashable {
    /// A PID namespace: all that the child starts ends with it.
    case namespace
    /// The same by way of a user namespace, because we are not root.
    case userNamespace
    /// Neither: a process that leaves the child's group outlives it.
    case processGroup

    /// What this machine allows; tried once, by starting a child that ends at once.
    public static let available = probe()

    private static func probe() -> Isolation {
        for isolation in [Isolation.namespace, .userNamespace] {
            var launch = Launch(path: "/bin/true")
            launch.isIsolated = true
            // A host that refuses this one may allow the next.
            guard let spawned = try? Spawned(launch, isolation: isolation) else { continue }
            spawned.endAndReap()
            return isolation
        }
        return .processGroup
    }
}
