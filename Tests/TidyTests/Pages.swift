// SPDX-License-Identifier: Apache-2.0

/// Rules about the documents.
enum Pages {
    /// Every page has one title, in its first line.
    static func titleFindings(in page: SourceFile) -> [Finding] {
        let titles = proseLines(of: page).filter { $0.text.hasPrefix("# ") }.map(\.number)
        if titles == [1] { return [] }
        return [
            Finding(
                path: page.path,
                line: titles.last ?? 1,
                rule: "\(titles.count) titles",
                instead: "begin the page with its one `# Title`; sections have `##`"
            )
        ]
    }

    /// Every relative link leads to a file that is there.
    static func linkFindings(
        in page: SourceFile,
        exists: (String) -> Bool = SourceTree.exists
    ) -> [Finding] {
        proseLines(of: page).flatMap { line in
            links(in: line.text).filter { isDead($0, from: page, exists: exists) }.map {
                Finding(
                    path: page.path,
                    line: line.number,
                    rule: "the link to \($0) leads nowhere",
                    instead: "link to a file that exists, relative to this page"
                )
            }
        }
    }

    /// Every operation of the seam stands on the compatibility page.
    static func operationFindings(in files: [SourceFile], page: SourceFile?) -> [Finding] {
        let text = page?.text ?? ""
        return files.filter { $0.target == "SluiceWire" && $0.isSource }.flatMap { file in
            operations(in: file).filter { text.firstByte(of: "`\($0.name)`") == nil }.map {
                Finding(
                    path: file.path,
                    line: $0.line,
                    rule: "\($0.name) is not in docs/reference/compatibility.md",
                    instead: "add its row: who sends it, who serves it"
                )
            }
        }
    }

    /// Every decision record is in the index.
    static func recordFindings(in pages: [SourceFile]) -> [Finding] {
        let folder = "docs/decisions"
        let index = pages.first { $0.path == "\(folder)/README.md" }
        let text = index?.text ?? ""
        return pages.filter { $0.folder == folder && $0.name != "README.md" }
            .filter { !text.contains("(\($0.name))") }
            .map {
                Finding(
                    path: $0.path,
                    line: 1,
                    rule: "not in the index",
                    instead: "add a line with a link to \(folder)/README.md"
                )
            }
    }

    /// The targets of `[text](target)` in a line.
    static func links(in line: String) -> [String] {
        line.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap {
            $0.contains(")") ? String($0.prefix { $0 != ")" }) : nil
        }
    }

    private static func operations(in file: SourceFile) -> [(name: String, line: Int)] {
        file.code.indices.compactMap { index in
            let words = file.code[index].split { " :,{".contains($0) }.map(String.init)
            guard words.contains("AWSOperation"), let kind = words.firstIndex(of: "struct"),
                kind + 1 < words.count
            else { return nil }
            return (words[kind + 1], index + 1)
        }
    }

    private static func isDead(
        _ link: String,
        from page: SourceFile,
        exists: (String) -> Bool
    ) -> Bool {
        let target = link.prefix { $0 != "#" }
        if target.isEmpty || target.contains("://") || target.hasPrefix("mailto:") { return false }
        var parts = page.folder.split(separator: "/")
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return !exists(parts.joined(separator: "/"))
    }

    /// The lines outside code blocks, with their numbers from 1.
    private static func proseLines(of page: SourceFile) -> [(number: Int, text: String)] {
        var isInBlock = false
        return page.lines.indices.compactMap { index in
            let text = page.lines[index]
            if text.hasPrefix("```") {
                isInBlock.toggle()
                return nil
            }
            return isInBlock ? nil : (index + 1, text)
        }
    }
}
