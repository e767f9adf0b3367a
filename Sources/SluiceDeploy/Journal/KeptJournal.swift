// SPDX-License-Identifier: Apache-2.0

/// A journal that has a place, where it outlives its process.
public protocol KeptJournal: Journal {
    /// Where it lies, for messages.
    var place: String { get }
    /// Whether a torn last line was left out when it was opened.
    var wasTorn: Bool { get async }
}
