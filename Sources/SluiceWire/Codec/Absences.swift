// SPDX-License-Identifier: Apache-2.0

/// Finds all required members that are absent, where decoding tells of the first only.
///
/// What is absent gets a stand-in and the document is decoded again, until it can be or something
/// else is wrong with it.
enum Absences {
    /// The absences after the first one.
    static func after(
        _ error: any Error,
        in members: WireValue,
        style: NameStyle,
        _ decode: (WireValue) throws -> Void
    ) -> [DecodingSentence] {
        var (members, error) = (members, error)
        var filled: [[String]] = []
        var sentences: [DecodingSentence] = []
        while filled.count < Limits.absencesMax, let gap = Gap(error) {
            let path = gap.keys.map(\.stringValue)
            // What a stand-in lacks is not the request's fault.
            if !filled.isEmpty, !filled.contains(where: { path.starts(with: $0) }) {
                sentences.append(DecodingSentence(error, style: style))
            }
            filled.append(path)
            members = fill(members, gap.keys[...], with: gap.standIn)
            do {
                try decode(members)
                return sentences
            } catch let next {
                error = next
            }
        }
        return sentences
    }

    /// A member that is absent.
    private struct Gap {
        var keys: [any CodingKey]
        var standIn: WireValue

        init?(_ error: any Error) {
            guard let error = error as? DecodingError else { return nil }
            let (isAbsence, keys, _) = DecodingSentence.parts(error)
            guard isAbsence, !keys.isEmpty else { return nil }
            self.keys = keys
            standIn = .text("")
            guard case .valueNotFound(let type, _) = error else { return }
            if type is any BinaryInteger.Type || type is any BinaryFloatingPoint.Type {
                standIn = .integer(0)
            } else if type == Bool.self {
                standIn = .bool(false)
            } else if type == WireTimestamp.self {
                standIn = .integer(0)
            }
        }
    }

    private static func fill(
        _ value: WireValue,
        _ keys: ArraySlice<any CodingKey>,
        with standIn: WireValue
    ) -> WireValue {
        guard let key = keys.first else { return standIn }
        switch value {
        case .map(var map):
            map[key.stringValue] = fill(
                map[key.stringValue] ?? .map([:]),
                keys.dropFirst(),
                with: standIn
            )
            return .map(map)
        case .list(var list):
            guard let index = key.intValue, list.indices.contains(index) else { return value }
            list[index] = fill(list[index], keys.dropFirst(), with: standIn)
            return .list(list)
        default:
            return fill(.map([:]), keys, with: standIn)
        }
    }
}
