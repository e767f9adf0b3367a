// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Renders a `RolloutView` for a terminal, as lines of at most `width` columns.
///
/// Pure: the caller writes the lines and moves the cursor.
public struct LiveScreen: Sendable {
    /// Columns, at least 60.
    public var width: Int
    /// Whether escape sequences for colour are allowed.
    public var isColoured: Bool
    /// The keys that work, shown in the last line.
    public var keys: String?

    /// Makes a renderer for this width.
    public init(width: Int = 100, isColoured: Bool = false, keys: String? = nil) {
        self.width = max(60, width)
        self.isColoured = isColoured
        self.keys = keys
    }

    /// The whole picture.
    public func lines(_ view: RolloutView) -> [String] {
        var lines = [headline(view)]
        if !view.changes.isEmpty {
            lines.append(labelled("changed", view.changes.joined(separator: ", "), width: 9))
        }
        lines += ["", way(view), ""]
        lines += traffic(view)
        lines += table(view)
        lines += evidence(view)
        if let data = view.data { lines.append(labelled(" data", data)) }
        if let canSee = view.canSee { lines.append(labelled(" can see", canSee)) }
        if view.data != nil || view.canSee != nil { lines.append("") }
        if let hold = view.hold { lines.append(paint(labelled(" holding", hold), .yellow)) }
        if let next = view.next { lines.append(labelled(" next", next)) }
        if let outcome = view.outcome {
            lines.append(paint(labelled(" outcome", outcome), .bold))
        } else {
            if let driver = view.driver { lines.append(labelled(" driver", driver)) }
            if let keys { lines += ["", " \(keys)"] }
        }
        return lines.map { clipped($0) }
    }

    // MARK: parts

    private func headline(_ view: RolloutView) -> String {
        paint("\(view.target)   \(view.versions)", .bold)
            + "    \(view.place)    \(view.rollout)   by \(view.by)    \(view.now.clockText) UTC"
    }

    private func way(_ view: RolloutView) -> String {
        let stages = view.stages.map { stage in
            let length = stage.length.map { " \($0.clockText)" } ?? ""
            switch stage.state {
            case .ahead: return "\(stage.title)\(length)"
            case .done: return paint("\(stage.title) ✓", .green)
            case .broken: return paint("\(stage.title) ✗", .red)
            case .current(let progress):
                guard let whole = stage.length else { return paint("[\(stage.title)]", .bold) }
                let elapsed = (stage.elapsed ?? .zero).clockText
                let bar = Self.bar(progress, of: 10)
                return paint("[\(stage.title)  \(elapsed) of \(whole.clockText)  \(bar)]", .bold)
            }
        }
        let end = view.end.map { "     end about \($0.clockText)" } ?? ""
        return " " + stages.joined(separator: " ▸ ") + end
    }

    private func traffic(_ view: RolloutView) -> [String] {
        guard !view.rows.isEmpty else { return [] }
        let widest = width - 28
        let rows = view.rows.enumerated().map { index, row in
            let full = Int((row.weight.fraction * Double(widest)).rounded())
            let bar = String(repeating: "█", count: full)
            let label = index == 0 ? " traffic" : ""
            let color: Paint = row.role == "stable" ? .green : .cyan
            return pad(label, 12) + pad(row.version, 5) + padLeft(row.weight.text, 7) + "  "
                + paint(bar, color)
        }
        return rows + [""]
    }

    private func table(_ view: RolloutView) -> [String] {
        guard view.rows.contains(where: { $0.counts.calls > 0 }) else { return [] }
        var lines = [
            pad(" judged", 22) + padLeft("calls", 10) + padLeft("failed", 10) + padLeft("rate", 10)
        ]
        for row in view.rows {
            let line =
                pad("   \(row.version) \(row.role)", 22)
                + padLeft(Numbers.grouped(row.counts.calls), 10)
                + padLeft(Numbers.grouped(row.counts.failures), 10)
                + padLeft(Numbers.percent(row.counts.rate), 10)
            let isBad = row.role == "candidate" && row.counts.failures > 0
            lines.append(isBad ? paint(line, .red) : line)
        }
        return lines + [""]
    }

    /// The scale from 0.1 to 100, with the evidence on it.
    private func evidence(_ view: RolloutView) -> [String] {
        guard let log10 = view.evidence else { return [] }
        let span = 57
        let place = Int((min(1, max(0, (log10 + 1) / 3)) * Double(span)).rounded())
        var scale = Array(repeating: "─", count: span + 1)
        scale[0] = "├"
        scale[span / 3] = "┼"
        scale[span * 2 / 3] = "┼"
        scale[span] = "┤"
        scale[place] = "o"
        let color: Paint = log10 >= 2 ? .red : log10 >= 1 ? .yellow : .green
        let figures = pad("0.1", span / 3) + pad("1", span / 3) + pad("10 hold", span / 3 - 4)
        return [
            pad(" evidence", 12) + paint(scale.joined(), color) + "   \(Numbers.power(log10))",
            pad(" against", 12) + figures + "100 roll back",
        ]
    }

    // MARK: text

    enum Paint: String {
        case bold = "1"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    private func paint(_ text: String, _ paint: Paint) -> String {
        isColoured && !text.isEmpty ? "\u{1b}[\(paint.rawValue)m\(text)\u{1b}[0m" : text
    }

    private func labelled(_ label: String, _ text: String, width: Int = 12) -> String {
        pad(label, width) + text
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func padLeft(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func bar(_ progress: Double, of width: Int) -> String {
        let full = Int((min(1, max(0, progress)) * Double(width)).rounded())
        return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    }

    /// Cuts a line at the width; escape sequences take no room and are kept.
    private func clipped(_ line: String) -> String {
        var result = ""
        var columns = 0
        var inEscape = false
        for character in line {
            if character == "\u{1b}" { inEscape = true }
            if inEscape {
                result.append(character)
                if character == "m" { inEscape = false }
            } else if columns < width {
                result.append(character)
                columns += 1
            }
        }
        return result
    }
}
