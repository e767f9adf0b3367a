// SPDX-License-Identifier: Apache-2.0

/// What an entry's name and a link's target may be.
enum ZipPath {
    /// The path without `.` and empty names in it, or why it is refused.
    static func checked(_ name: String) throws(ZipError) -> String {
        guard !name.isEmpty, name.utf8.count <= Limits.nameBytesMax, !name.utf8.contains(0) else {
            throw .badName(entry: name)
        }
        guard !name.hasPrefix("/") else { throw .absolute(entry: name) }
        let names = name.split(separator: "/").filter { $0 != "." }
        guard !names.contains("..") else { throw .outside(entry: name) }
        guard !names.isEmpty else { throw .badName(entry: name) }
        return names.joined(separator: "/")
    }

    /// Refuses a link that could lead out of the root.
    ///
    /// `..` is allowed at the beginning only: behind the name of another link it would be taken
    /// from where that link leads. The link's own parents are directories, never links.
    static func check(link: String, leadsTo target: String) throws(ZipError) {
        let depth = link.split(separator: "/").count - 1
        let names = target.split(separator: "/").filter { $0 != "." }
        let up = names.prefix { $0 == ".." }.count
        guard !target.isEmpty, !target.hasPrefix("/"), !target.utf8.contains(0), up <= depth,
            !names.dropFirst(up).contains("..")
        else { throw .linkOutside(entry: link, target: target) }
    }
}
