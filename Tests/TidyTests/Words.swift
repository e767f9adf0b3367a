// SPDX-License-Identifier: Apache-2.0

/// Rules about the words around the code: licence lines and promises.
enum Words {
    static let licence = "SPDX-License-Identifier: Apache-2.0"
    // In two parts, or this file would break its own rule.
    static let promises = ["TO" + "DO", "FIX" + "ME"]

    /// The licence stands in the first line, or the second after `#!` or the tools version.
    static func licenceFindings(in file: SourceFile) -> [Finding] {
        guard !file.path.hasSuffix(".md"), !file.path.hasPrefix("Examples/"),
            !file.lines.prefix(2).contains(where: { $0.contains(licence) })
        else { return [] }
        return [
            Finding(
                path: file.path,
                line: 1,
                rule: "no licence line",
                instead: "begin the file with `\(licence)` in a comment"
            )
        ]
    }

    static func promiseFindings(in file: SourceFile) -> [Finding] {
        let promises = promises.filter { file.text.firstByte(of: $0) != nil }
        guard !promises.isEmpty else { return [] }
        return file.lines.indices.flatMap { index in
            promises.filter { file.lines[index].hasWord($0) }.map {
                Finding(
                    path: file.path,
                    line: index + 1,
                    rule: "`\($0)` in a file",
                    instead: "do it now, or file an issue and say nothing here"
                )
            }
        }
    }
}
