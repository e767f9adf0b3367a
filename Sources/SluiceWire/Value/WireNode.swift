// SPDX-License-Identifier: Apache-2.0

/// What an encoder has been told so far.
///
/// A class, because containers of `Codable` write into their encoder from outside of it.
final class WireNode {
    private enum Content {
        case nothing
        case scalar(WireValue)
        case map(WireMap)
        case list([WireValue])
    }

    private var content = Content.nothing
    /// Containers that were opened inside this one and may still be written to.
    private var open: [(index: Int, node: WireNode)] = []

    func becomeMap() {
        if case .nothing = content { content = .map(WireMap()) }
    }

    func becomeList() {
        if case .nothing = content { content = .list([]) }
    }

    func set(_ value: WireValue) { content = .scalar(value) }

    /// Adds a member; nothing at all when the value is `nil` or null, which AWS reads as absent.
    func append(_ key: String, _ value: WireValue?) {
        guard let value, value != .null, case .map(var map) = content else { return }
        content = .nothing
        map.append(key, value)
        content = .map(map)
    }

    func append(_ value: WireValue?) {
        guard case .list(var list) = content else { return }
        content = .nothing
        list.append(value ?? .null)
        content = .list(list)
    }

    var count: Int {
        if case .list(let list) = content { list.count } else { 0 }
    }

    /// Opens a container inside this one; a `key` puts it into a map, none into a list.
    func child(_ key: String?) -> WireNode {
        let node = WireNode()
        switch content {
        case .map(let map):
            open.append((map.entries.count, node))
            append(key ?? "", .map(WireMap()))
        case .list(let list):
            open.append((list.count, node))
            append(.null)
        default: break
        }
        return node
    }

    /// Everything that was said, or `nil` if nothing was.
    var value: WireValue? {
        switch content {
        case .nothing: return nil
        case .scalar(let value): return value
        case .map(var map):
            for (index, node) in open { map.entries[index].value = node.value ?? .null }
            return .map(map)
        case .list(var list):
            for (index, node) in open { list[index] = node.value ?? .null }
            return .list(list)
        }
    }
}
