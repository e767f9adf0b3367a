// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// The journal of what a person does to an alias; whether it may fail is for its owner to say.
struct HandRecord: Sendable {
    let clock: any WallClock
    private let journal: (any Journal)?
    private(set) var entries: [Entry] = []
    /// Why nothing more is recorded, once something could not be.
    private(set) var trouble: String?

    /// Records into this journal; without one, entries are only remembered.
    init(_ journal: (any Journal)?, clock: any WallClock, trouble: String? = nil) {
        self.journal = journal
        self.clock = clock
        self.trouble = trouble
    }

    /// Records an event; when that fails it says so once and goes on.
    mutating func add(_ event: Event) async {
        let entry = Entry(n: entries.count + 1, at: clock.now, event: event)
        entries.append(entry)
        guard trouble == nil, let journal else { return }
        do {
            try await journal.append(entry)
        } catch {
            trouble = Complaint.words(of: error)
        }
    }
}
