// SPDX-License-Identifier: Apache-2.0

/// Values by name, in the order in which they were said.
///
/// A document's maps are small and read in nearly the order in which they were written, so a list
/// with a remembered place beats a hash table.
public struct WireMap: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// One name and its value.
    public struct Entry: Hashable, Sendable {
        /// The name.
        public var key: String
        /// Its value.
        public var value: WireValue

        /// Makes an entry.
        public init(key: String, value: WireValue) {
            self.key = key
            self.value = value
        }
    }

    /// All entries in order.
    public var entries: [Entry]

    /// Makes a map from entries in order.
    public init(_ entries: [Entry] = []) { self.entries = entries }

    /// Makes a map from a literal, in the literal's order.
    public init(dictionaryLiteral elements: (String, WireValue)...) {
        entries = elements.map { Entry(key: $0.0, value: $0.1) }
    }

    /// The first value of this name; setting replaces it or adds it at the end, `nil` removes it.
    public subscript(key: String) -> WireValue? {
        get { index(of: key, near: 0).map { entries[$0].value } }
        set {
            let index = index(of: key, near: 0)
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// Adds a value at the end, without a look at what is there.
    mutating func append(_ key: String, _ value: WireValue) {
        entries.append(Entry(key: key, value: value))
    }

    /// Where the name stands, looked for from `start` on and then from the beginning.
    func index(of key: String, near start: Int) -> Int? {
        let count = entries.count
        if start < count {
            for index in start..<count where entries[index].key == key { return index }
        }
        for index in 0..<min(start, count) where entries[index].key == key { return index }
        return nil
    }
}
