// SPDX-License-Identifier: Apache-2.0

/// Where the journals of a project live, with all that belongs to them.
///
/// A folder of the project, or a bucket that machines share. A home keeps bytes safe and in order;
/// what they mean is for those above it to say.
public protocol JournalHome: Sendable {
    /// Where it is, as people would write it.
    var place: String { get }
    /// The packages of open rollouts.
    var packages: any PackageHome { get }
    /// What keeps drivers of several machines apart; `nil` where only this machine comes.
    var leases: LeaseHome? { get }
    /// How often it is looked at for what others wrote.
    var poll: Duration { get }

    /// The names of all rollouts, in order.
    func names() async throws -> [String]
    /// Starts a journal; fails when there is one of this name.
    func create(_ rollout: String) async throws -> any KeptJournal
    /// Opens the journal of a rollout, after checking all of it; `nil` when there is none.
    ///
    /// - Throws: `JournalDamage`, or why it cannot be read.
    func open(_ rollout: String) async throws -> (any KeptJournal)?
    /// The journals that a process keeps for itself now.
    func held() async throws -> [String]
    /// Puts a journal that cannot be used under another name, where nobody looks for journals; where
    /// it is then.
    func setAside(_ rollout: String, as ending: String) async throws -> String
    /// Whether a journal of this name was put aside.
    func hasSetAside(_ rollout: String) async throws -> Bool
    /// The bytes that a journal begins with, which nobody has checked; `nil` when there is none.
    func beginning(of rollout: String) async throws -> [UInt8]?
    /// Where the journal of a rollout is, for messages.
    func place(of rollout: String) -> String
    /// What other shells ask of a rollout.
    func requests(of rollout: String) -> any RequestBox
    /// The key of the stand-ins for looked-up values: made once.
    func sealKey() async throws -> [UInt8]
}

extension JournalHome {
    /// None: where machines share a home, its leases tell who drives.
    public func held() async throws -> [String] { [] }
}
