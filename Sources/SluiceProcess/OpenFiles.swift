// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How many files this process may have open.
public enum OpenFiles {
    /// Raises the limit as far as the system lets us: a worker takes four of them.
    public static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
