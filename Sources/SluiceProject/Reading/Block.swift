// SPDX-License-Identifier: Apache-2.0
import Yams

/// A mapping of the project file whose keys are known to be right.
struct Block {
    /// Where it stands.
    var place: Place
    private var entries: [(key: Located<String>, node: Node)]

    init(place: Place, entries: [(key: Located<String>, node: Node)]) {
        self.place = place
        self.entries = entries
    }

    /// The keys, in the order of the file.
    var keys: [Located<String>] { entries.map(\.key) }

    /// What stands behind a key.
    subscript(key: String) -> Node? { entries.first { $0.key.value == key }?.node }

    /// Where a key stands, or the mapping where it does not.
    func place(of key: String) -> Place {
        entries.first { $0.key.value == key }?.key.place ?? place
    }

    /// The entries, in the order of the file.
    func forEach(_ body: (Located<String>, Node) -> Void) {
        for (key, node) in entries { body(key, node) }
    }
}

extension Reading {
    /// Reads a mapping with known keys; those that are unknown or unsupported are reported.
    mutating func block(
        _ node: Node,
        _ what: String,
        keys known: [String],
        unsupported: [String] = []
    ) -> Block? {
        guard let block = names(node, what) else { return nil }
        for key in block.keys where !known.contains(key.value) {
            if unsupported.contains(key.value) {
                refuse("'\(key.value)' in \(what)", at: key.place)
            } else {
                complain(
                    "unknown key '\(key.value)' in \(what)",
                    at: key.place,
                    suggestion: Nearest.name(to: key.value, among: known + unsupported)
                )
            }
        }
        return block
    }

    /// Reads a mapping whose keys are the user's own names.
    mutating func names(_ node: Node, _ what: String) -> Block? {
        guard count(node) else { return nil }
        guard case .mapping(let mapping) = node else {
            complain(what, mustBe: "a mapping", found: node)
            return nil
        }
        var entries: [(key: Located<String>, node: Node)] = []
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                complain("a key in \(what)", mustBe: "a text", found: key)
                continue
            }
            entries.append((Located(value: scalar.string, place: Place(key)), value))
        }
        return Block(place: Place(node), entries: entries)
    }
}
