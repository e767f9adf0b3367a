// SPDX-License-Identifier: Apache-2.0

/// A journal that has a place, where it outlives its process.
public protocol KeptJournal: Journal {
    /// Where it lies, for messages.
    var place: String { get }
    /// Whether a torn last line was left out when it was opened.
    var wasTorn: Bool { get async }
    /// Keeps it for this process until `release`, after taking in what others added meanwhile.
    ///
    /// - Throws: `JournalHeld` when another process keeps it.
    func hold() async throws
    /// Lets others add to it again.
    func release() async
}

extension KeptJournal {
    /// Nothing: a store's own conditions keep others out.
    public func hold() async throws {}
    /// Nothing, for the same reason.
    public func release() async {}

    /// Does something while no other process adds to it.
    func holding<Result>(_ body: () async throws -> Result) async throws -> Result {
        try await hold()
        do {
            let result = try await body()
            await release()
            return result
        } catch {
            await release()
            throw error
        }
    }
}
