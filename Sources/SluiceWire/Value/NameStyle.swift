// SPDX-License-Identifier: Apache-2.0

/// How a Swift name becomes a name on the wire.
public enum NameStyle: Sendable {
    /// `functionName` ↔ `FunctionName` (Lambda, STS, CloudWatch).
    case upperCamel
    /// `logGroupName` on both sides (CloudWatch Logs).
    case verbatim
    /// Each name as it stands, on both sides (documents of Sluice's own).
    case exact

    /// The name on the wire of a Swift name, or of an explicit coding key.
    public func wireName(_ name: String) -> String {
        switch self {
        case .verbatim, .exact: name
        case .upperCamel: Self.uppercasingFirst(name)
        }
    }

    /// The Swift name of a name on the wire, as AWS's validators write it too.
    public func swiftName(_ name: String) -> String {
        guard self != .exact, let first = name.utf8.first, (65...90).contains(first) else {
            return name
        }
        return Self.replacingFirst(name, with: first + 32)
    }

    private static func uppercasingFirst(_ name: String) -> String {
        guard let first = name.utf8.first, (97...122).contains(first) else { return name }
        return replacingFirst(name, with: first - 32)
    }

    private static func replacingFirst(_ name: String, with byte: UInt8) -> String {
        String(unsafeUninitializedCapacity: name.utf8.count) { buffer in
            _ = buffer.initialize(fromContentsOf: name.utf8)
            buffer[0] = byte
            return buffer.count
        }
    }
}
