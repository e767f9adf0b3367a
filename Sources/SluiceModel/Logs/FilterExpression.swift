// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// A regular expression of a filter pattern: `%4[0-9]{2}|timed out%`, without what AWS does not offer
/// (groups, signs beyond a few, characters of more than one byte).
///
/// Each choice is a line of nodes that are walked side by side, so that no text makes it slow.
struct FilterExpression: Hashable, Sendable {
    /// What a place in a text may be.
    enum Node: Hashable, Sendable {
        case one(ByteSet)
        case maybe(ByteSet)
        case many(ByteSet)
        case start
        case end
    }

    private let choices: [[Node]]

    /// Takes what was read.
    init(choices: [[Node]]) { self.choices = choices }

    /// Whether a part of a text is of this form.
    func matches(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        return choices.contains { Self.matches(bytes, $0) }
    }

    private static func matches(_ bytes: [UInt8], _ nodes: [Node]) -> Bool {
        var current: [Int] = []
        var isIn = [Bool](repeating: false, count: nodes.count + 1)
        for position in 0...bytes.count {
            // A match may begin at every place.
            reach(0, &current, &isIn, nodes, position, bytes.count)
            if isIn[nodes.count] { return true }
            guard position < bytes.count else { return false }
            let byte = bytes[position]
            var next: [Int] = []
            isIn = [Bool](repeating: false, count: nodes.count + 1)
            for place in current {
                switch nodes[place] {
                case .one(let set), .maybe(let set):
                    guard set.contains(byte) else { continue }
                    reach(place + 1, &next, &isIn, nodes, position + 1, bytes.count)
                case .many(let set):
                    guard set.contains(byte) else { continue }
                    reach(place, &next, &isIn, nodes, position + 1, bytes.count)
                case .start, .end: continue
                }
            }
            if isIn[nodes.count] { return true }
            current = next
        }
        return false
    }

    /// Goes to a node and on to all that can be reached from it without a further byte.
    private static func reach(
        _ place: Int,
        _ places: inout [Int],
        _ isIn: inout [Bool],
        _ nodes: [Node],
        _ position: Int,
        _ count: Int
    ) {
        var place = place
        while !isIn[place] {
            isIn[place] = true
            guard place < nodes.count else { return }
            switch nodes[place] {
            case .one:
                places.append(place)
                return
            case .maybe, .many: places.append(place)
            case .start: if position > 0 { return }
            case .end: if position < count { return }
            }
            place += 1
        }
    }
}
