// SPDX-License-Identifier: Apache-2.0

/// What bounds a swarm.
enum Limits {
    /// How many seeds are enough for a figure.
    static let seeds = 5_000
    /// A day of one core, about.
    static let seedsMax = 50_000_000
}
