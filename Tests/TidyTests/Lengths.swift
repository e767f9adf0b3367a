// SPDX-License-Identifier: Apache-2.0

/// How long a function, a file and a folder may be.
enum Lengths {
    static let functionMax = 70
    static let fileMax = 400
    static let exceptedFileMax = 600
    static let folderMax = 16

    /// Files that may have up to `exceptedFileMax` lines, each with its reason.
    static let exceptedFiles: [String: String] = [:]

    /// Folders that may hold more than `folderMax` files, each with its reason.
    static let exceptedFolders: [String: String] = [:]

    static func functions(in file: SourceFile) -> [Finding] {
        guard file.isSource || file.isTest else { return [] }
        return functionSpans(in: file.code).filter { $0.count > functionMax }.map { span in
            Finding(
                path: file.path,
                line: span.lowerBound + 1,
                rule: "a function of \(span.count) lines, over \(functionMax)",
                instead: "move straight work into leaves with names of their own"
            )
        }
    }

    static func files(_ file: SourceFile) -> [Finding] {
        guard file.isSource || file.isTest else { return [] }
        let limit = exceptedFiles[file.path] == nil ? fileMax : exceptedFileMax
        guard file.lines.count - 1 > limit else { return [] }
        return [
            Finding(
                path: file.path,
                line: limit + 1,
                rule: "\(file.lines.count - 1) lines, over \(limit)",
                instead: "move an aspect to Type+Aspect.swift, or list the file here with a reason"
            )
        ]
    }

    static func folders(of files: [SourceFile]) -> [Finding] {
        let swift = files.filter { $0.isSource || $0.isTest }
        return Dictionary(grouping: swift, by: \.folder).sorted { $0.key < $1.key }
            .filter { $0.value.count > folderMax && exceptedFolders[$0.key] == nil }
            .map {
                Finding(
                    path: $0.key,
                    line: 1,
                    rule: "\($0.value.count) files in one folder, over \(folderMax)",
                    instead: "make folders by concern, or list the folder here with a reason"
                )
            }
    }

    /// The lines, from 0, of each function and initialiser with a body.
    ///
    /// The formatter puts the closing brace under the start of the declaration, so indentation is
    /// enough; a body on one line has no such brace and is short.
    static func functionSpans(in code: [String]) -> [Range<Int>] {
        code.indices.compactMap { start in
            let line = code[start]
            guard line.hasWord("func ") || line.hasWord("init(") || line.hasWord("init<"),
                let indent = line.firstIndex(where: { $0 != " " })
            else { return nil }
            let margin = line[..<indent]
            let ends = ["\(margin)}", "\(margin)} "]
            var index = start + 1
            while index < code.count {
                let next = code[index]
                if ends.contains(where: next.hasPrefix) { return start..<(index + 1) }
                let isSignature = next.hasPrefix("\(margin))") || next.hasPrefix("\(margin){")
                if !isSignature, !next.isEmpty, !next.hasPrefix("\(margin) ") { return nil }
                index += 1
            }
            return nil
        }
    }
}
