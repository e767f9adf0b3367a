// SPDX-License-Identifier: Apache-2.0

/// Why a journal cannot be trusted; nothing is done on the ground of such a journal.
public enum JournalDamage: Error, Hashable, Sendable, CustomStringConvertible {
    /// A line is not what was written, or is not where it was written.
    case changed(path: String, line: Int)
    /// Lines are missing before this one.
    case missing(path: String, line: Int, expected: Int, found: Int)
    /// There is no first line with a plan.
    case empty(path: String)
    /// A crash left it before its first line was whole: nothing was done on its ground.
    case unbegun(path: String)
    /// It is not as the process left it that drives the rollout.
    case overwritten(path: String)
    /// A newer Sluice wrote it.
    case newer(path: String, format: Int)

    /// Whether it is no damage: a newer Sluice reads it.
    var isOfNewer: Bool { if case .newer = self { true } else { false } }

    /// The damage in one sentence, with file and line.
    public var description: String {
        switch self {
        case .changed(let path, let line):
            "\(path):\(line): this line is not as it was written"
        case .missing(let path, let line, let expected, let found):
            "\(path):\(line): entry \(expected) is missing; entry \(found) stands in its place"
        case .empty(let path):
            "\(path): the journal holds no plan"
        case .unbegun(let path):
            "\(path): the journal was never begun"
        case .overwritten(let path):
            "\(path): cut or written over while the rollout was driven"
        case .newer(let path, let format):
            "\(path): written by a newer Sluice (format \(format); this one reads up to 1)"
        }
    }
}
