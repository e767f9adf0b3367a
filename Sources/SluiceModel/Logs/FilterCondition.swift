// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// Conditions joined by `&&` and `||`, of which the first binds more.
indirect enum FilterCondition<Leaf: Hashable & Sendable>: Hashable, Sendable {
    case leaf(Leaf)
    case all([FilterCondition])
    case any([FilterCondition])

    /// Reads conditions, in round brackets where they are to bind otherwise.
    init(
        _ reader: inout FilterReader,
        _ leaf: (inout FilterReader) throws(AWSFailure) -> Leaf
    ) throws(AWSFailure) {
        var choices: [FilterCondition] = []
        repeat {
            var parts: [FilterCondition] = []
            repeat { parts.append(try Self.part(&reader, leaf)) } while reader.take("&&")
            choices.append(parts.count == 1 ? parts[0] : .all(parts))
        } while reader.take("||")
        self = choices.count == 1 ? choices[0] : .any(choices)
    }

    private static func part(
        _ reader: inout FilterReader,
        _ leaf: (inout FilterReader) throws(AWSFailure) -> Leaf
    ) throws(AWSFailure) -> FilterCondition {
        guard reader.next == "(" else { return .leaf(try leaf(&reader)) }
        return try reader.enclosed("(", ")") { reader throws(AWSFailure) in
            try FilterCondition(&reader, leaf)
        }
    }

    /// What it is made of, from left to right.
    var leaves: [Leaf] {
        switch self {
        case .leaf(let value): [value]
        case .all(let parts), .any(let parts): parts.flatMap(\.leaves)
        }
    }

    /// Whether it is true, given what is of each of its leaves.
    func isTrue(_ leaf: (Leaf) -> Bool) -> Bool {
        switch self {
        case .leaf(let value): leaf(value)
        case .all(let parts): parts.allSatisfy { $0.isTrue(leaf) }
        case .any(let parts): parts.contains { $0.isTrue(leaf) }
        }
    }
}
