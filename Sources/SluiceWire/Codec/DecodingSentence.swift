// SPDX-License-Identifier: Apache-2.0

/// What a decoding error says, in AWS's words for it.
struct DecodingSentence {
    /// Whether a required member is absent, rather than wrong.
    let isAbsence: Bool
    /// The member's path as AWS's validators write it: `routingConfig.additionalVersionWeights`.
    let member: String
    /// The member's name on the wire.
    let name: String
    /// Where the member stands, by names on the wire: `MetricData.member.1.MetricName`.
    let place: String
    /// What is wrong, as one fault among others.
    let fault: String
    /// The whole sentence, when it is the only one.
    var text: String { isAbsence ? "1 validation error detected: \(fault)" : fault }

    init(_ error: any Error, style: NameStyle) {
        guard let error = error as? DecodingError else {
            (isAbsence, member, name, place, fault) = (false, "", "", "", "\(error)")
            return
        }
        let (isAbsence, keys, reason) = Self.parts(error)
        let member = keys.map { key in
            key.intValue.map { "\($0 + 1).member" } ?? style.swiftName(key.stringValue)
        }.joined(separator: ".")
        self.isAbsence = isAbsence
        self.member = member
        name = keys.last?.stringValue ?? ""
        place = keys.map { key in key.intValue.map { "member.\($0 + 1)" } ?? key.stringValue }
            .joined(separator: ".")
        if isAbsence {
            fault =
                "Value null at '\(member)' failed to satisfy constraint: Member must not be null"
        } else {
            fault = member.isEmpty ? reason : "\(member): \(reason)"
        }
    }

    static func parts(_ error: DecodingError) -> (Bool, [any CodingKey], String) {
        switch error {
        case .keyNotFound(let key, let context):
            (true, context.codingPath + [key], context.debugDescription)
        case .valueNotFound(_, let context): (true, context.codingPath, context.debugDescription)
        case .typeMismatch(_, let context), .dataCorrupted(let context):
            (false, context.codingPath, context.debugDescription)
        @unknown default: (false, [], "\(error)")
        }
    }
}
