// SPDX-License-Identifier: Apache-2.0

/// A step of a path through a document: a name or a place in a list.
struct WireKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}

/// Where in a document a decoder stands; turned into keys only when an error needs them.
indirect enum WirePath {
    case root
    case member(String, of: WirePath)
    case element(Int, of: WirePath)

    var keys: [any CodingKey] {
        var keys: [any CodingKey] = []
        var path = self
        while true {
            switch path {
            case .root: return keys.reversed()
            case .member(let name, let parent):
                keys.append(WireKey(stringValue: name))
                path = parent
            case .element(let index, let parent):
                keys.append(WireKey(intValue: index))
                path = parent
            }
        }
    }
}
