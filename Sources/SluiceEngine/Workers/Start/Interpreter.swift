// SPDX-License-Identifier: Apache-2.0

/// A program that runs functions of a runtime on this machine.
struct Interpreter: Sendable, Hashable {
    /// What kind of function it runs.
    enum Family: String, Sendable {
        case python
        case nodejs
        /// The package brings its own `bootstrap`.
        case provided
    }

    /// What kind of function it runs.
    var family: Family
    /// The program's real path; empty for `provided`.
    var path: String

    /// A runtime's family and version, as Lambda names them: `python3.12`, `nodejs20.x`.
    static func parse(_ runtime: String) -> (family: Family, major: Int, minor: Int)? {
        if runtime == "provided" || runtime.hasPrefix("provided.") { return (.provided, 0, 0) }
        for family in [Family.python, .nodejs] where runtime.hasPrefix(family.rawValue) {
            let parts = runtime.dropFirst(family.rawValue.count).split(separator: ".")
            guard let major = parts.first.flatMap({ Int($0) }) else { return nil }
            return (family, major, parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        }
        return nil
    }
}
