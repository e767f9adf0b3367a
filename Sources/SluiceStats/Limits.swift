// SPDX-License-Identifier: Apache-2.0

/// What bounds the loops of this room.
enum Limits {
    /// The most candidate failures that `failuresNeeded` searches up to; a plan never prints more.
    static let failuresNeededMax = 1 << 40
    /// The most calls that `callsNeeded` searches up to.
    static let callsNeededMax = 1 << 40
    /// The most segments that a judgement keeps a summary of; later ones count without one.
    static let summariesMax = 200
    /// The most terms that a binomial tail is summed over: far beyond where they vanish.
    static let tailTermsMax = 100_000
    /// Halvings when a rate is searched: the answer is exact to the last bit of a `Double`.
    static let halvings = 60
}
