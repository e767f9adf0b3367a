// SPDX-License-Identifier: Apache-2.0
import Yams

/// Where in the project file something stands; both count from 1, and line 0 is "nowhere".
struct Place: Hashable, Sendable {
    var line: Int
    var column: Int

    /// For what does not stand in the file: a flag, or a file that could not be read.
    static let nowhere = Place(line: 0, column: 0)
}

extension Place {
    init(_ node: Node) { self.init(node.mark) }

    init(_ mark: Mark?) { self.init(line: mark?.line ?? 0, column: mark?.column ?? 0) }
}

/// A value and where it stands.
struct Located<Value: Sendable>: Sendable {
    var value: Value
    var place: Place
}

extension Located: Equatable where Value: Equatable {}
