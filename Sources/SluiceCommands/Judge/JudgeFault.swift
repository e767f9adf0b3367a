// SPDX-License-Identifier: Apache-2.0

/// What is wrong with recorded counts, and where.
struct JudgeFault: Error, Hashable {
    /// The line, from 1; 0 where it is no matter of a line.
    var line: Int
    /// `segments[0].batches[17]`, where the fault has such a place.
    var place: String?
    /// What is wrong, in words.
    var what: String

    /// Makes a fault.
    init(line: Int, place: String? = nil, _ what: String) {
        self.line = line
        self.place = place
        self.what = what
    }
}
