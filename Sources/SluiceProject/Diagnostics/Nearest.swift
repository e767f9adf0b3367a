// SPDX-License-Identifier: Apache-2.0

/// Which known name somebody may have meant.
enum Nearest {
    /// The known name with the fewest letters changed, or `nil` when none is near.
    static func name(to word: String, among known: [String]) -> String? {
        let most = min(Limits.editsMax, max(1, word.count / 2))
        let near = known.map { ($0, edits(from: word.lowercased(), to: $0.lowercased())) }
        // Of names that are equally near the first one counts.
        guard let best = near.min(by: { $0.1 < $1.1 }), best.1 <= most else { return nil }
        return best.0
    }

    /// Letters to insert, remove, change or swap with their neighbour.
    static func edits(from left: String, to right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var next = [row + 1]
            for column in right.indices {
                let changed = last[column] + (left[row] == right[column] ? 0 : 1)
                var least = min(changed, last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    least = min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, last) = (last, next)
        }
        return last[right.count]
    }
}
