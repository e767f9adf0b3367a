// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

/// A function with its versions and aliases.
public struct FunctionRecord: Hashable, Sendable {
    /// What belongs to the function as a whole.
    public internal(set) var head: FunctionHead
    /// `$LATEST`.
    public internal(set) var latest: VersionRecord
    /// Published versions, ascending.
    public internal(set) var published: [VersionRecord] = []
    /// Aliases by name.
    public internal(set) var aliases: [String: AliasRecord] = [:]

    /// All versions, `$LATEST` first, then ascending.
    public var versions: [VersionRecord] { [latest] + published }

    /// The aliases in the order of their names.
    public var sortedAliases: [AliasRecord] { aliases.values.sorted { $0.name < $1.name } }

    /// The record of a version, or `nil`.
    public func record(of version: Version) -> VersionRecord? {
        guard version.isPublished else { return latest }
        return index(of: version).map { published[$0] }
    }

    /// The time at which something that is under way ends, or `nil`.
    var nextTransition: Timestamp? {
        versions.compactMap { $0.settling?.at }.min()
    }

    /// The time at which provisioned concurrency would be there, or `nil`.
    var nextAllocation: Timestamp? {
        head.attachments.provisioned.values.filter { $0.status == .inProgress }
            .map(\.readyAt).min()
    }

    /// Puts a version in the place of the one with its name, or adds it.
    mutating func upsert(_ record: VersionRecord) {
        guard record.version.isPublished else {
            latest = record
            return
        }
        if let index = index(of: record.version) {
            published[index] = record
        } else {
            let index = published.firstIndex { $0.version > record.version }
            published.insert(record, at: index ?? published.endIndex)
        }
    }

    /// Takes a published version away.
    mutating func remove(_ version: Version) {
        guard let index = index(of: version) else { return }
        published.remove(at: index)
    }

    private func index(of version: Version) -> Int? {
        // Versions ascend, so halving finds one among thousands in a few steps.
        var (low, high) = (0, published.count)
        while low < high {
            let middle = (low + high) / 2
            if published[middle].version < version { low = middle + 1 } else { high = middle }
        }
        return low < published.count && published[low].version == version ? low : nil
    }
}
