// SPDX-License-Identifier: Apache-2.0
public import SluiceCore

/// A journal that cannot be used.
public struct DamagedJournal: Sendable {
    /// The rollout's name.
    public var rollout: String
    /// The environment that its first line names; `nil` where that line cannot be read either.
    public var environment: String?
    /// What is wrong with it, for people.
    public var complaint: Complaint
    /// Whether its content is damaged; else a newer Sluice wrote it, or it cannot be read now.
    public var isDamaged: Bool
}
