// SPDX-License-Identifier: Apache-2.0

/// Headers in order; names are compared without regard to case.
public struct WireHeaders: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// One header.
    public struct Entry: Hashable, Sendable {
        /// The name as it was written.
        public var name: String
        /// The value.
        public var value: String
    }

    /// All headers in order.
    public private(set) var entries: [Entry] = []

    /// Makes headers from names and values in order.
    public init(_ pairs: [(String, String)] = []) {
        entries = pairs.map { Entry(name: $0.0, value: $0.1) }
    }

    /// Makes headers from a literal, in the literal's order.
    public init(dictionaryLiteral elements: (String, String)...) { self.init(elements) }

    /// The first header of this name; setting replaces it, `nil` removes it.
    public subscript(name: String) -> String? {
        get { entries.first { Self.isSame($0.name, name) }?.value }
        set {
            entries.removeAll { Self.isSame($0.name, name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// Adds a header, also where one of the same name stands already.
    public mutating func add(_ name: String, _ value: String) {
        entries.append(Entry(name: name, value: value))
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { lower($0) == lower($1) }
    }

    private static func lower(_ unit: UInt8) -> UInt8 {
        (65...90).contains(unit) ? unit + 32 : unit
    }
}
