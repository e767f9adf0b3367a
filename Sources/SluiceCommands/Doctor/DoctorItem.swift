// SPDX-License-Identifier: Apache-2.0

/// One thing that `doctor` looked at.
struct DoctorItem: Sendable {
    /// How it is.
    enum State: String, Encodable, Sendable {
        case ok
        case fail
        case note
        case skipped
    }

    /// All of them.
    struct List: Encodable, Sendable {
        var items: [DoctorItem]
    }

    /// What was looked at, in words that scripts can rely on.
    var id: String
    /// How it is.
    var state: State
    /// What was found.
    var text: String
    /// What shows it.
    var evidence: String?
    /// The command that repairs it.
    var fix: String?
    /// Repairs it, where `--fix` can; what it did.
    var repair: (@Sendable () async throws -> String)?

    init(
        _ id: String,
        _ state: State,
        _ text: String,
        evidence: String? = nil,
        fix: String? = nil,
        repair: (@Sendable () async throws -> String)? = nil
    ) {
        self.id = id
        self.state = state
        self.text = text
        self.evidence = evidence
        self.fix = fix
        self.repair = repair
    }

    /// Its lines on a terminal.
    func lines(_ style: TextStyle) -> [String] {
        let word = CellWidth.pad(state == .fail ? "FAIL" : state.rawValue, to: 8)
        let paint: TextStyle.Paint =
            switch state {
            case .ok: .green
            case .fail: .red
            case .note: .yellow
            case .skipped: .dim
            }
        var lines = ["  \(style.paint(word, paint))\(text)"]
        let margin = String(repeating: " ", count: 10)
        if let evidence { lines.append(margin + style.paint(evidence, .dim)) }
        if let fix { lines.append(margin + "fix: \(fix)") }
        return lines
    }
}

extension DoctorItem: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, state, text, evidence, fix
    }

    /// Writes every key, with null where there is nothing.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(state, forKey: .state)
        try container.encode(text, forKey: .text)
        try container.encode(evidence, forKey: .evidence)
        try container.encode(fix, forKey: .fix)
    }
}
