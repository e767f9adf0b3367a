// SPDX-License-Identifier: Apache-2.0

extension Package {
    /// Why this package cannot serve a handler, or `nil` when it can or nobody knows.
    ///
    /// Known are Python, Node.js, Ruby and `provided`; whether the file has such a function in it
    /// is seen only when it runs.
    public func complaint(aboutHandler handler: String, runtime: String) -> String? {
        if runtime.hasPrefix("provided") { return bootstrapComplaint }
        let endings: [String]
        if runtime.hasPrefix("python") {
            endings = [".py", ".pyc", ".so"]
        } else if runtime.hasPrefix("nodejs") {
            endings = [".js", ".mjs", ".cjs"]
        } else if runtime.hasPrefix("ruby") {
            endings = [".rb"]
        } else {
            return nil
        }
        guard let dot = handler.lastIndex(of: "."), dot != handler.startIndex,
            handler.index(after: dot) != handler.endIndex
        else { return "handler \(handler) is not of the form FILE.FUNCTION" }
        let isPython = runtime.hasPrefix("python")
        var module = String(handler[..<dot])
        if isPython { module.replace(".", with: "/") }
        let stems = isPython ? [module, "\(module)/__init__"] : [module]
        let isThere = entries.contains { entry in
            stems.contains { stem in
                entry.path.hasPrefix("\(stem).") && endings.contains { entry.path.hasSuffix($0) }
            }
        }
        if isThere { return nil }
        let wanted =
            isPython
            ? "neither \(module).py nor \(module)/__init__.py" : "no \(module)\(endings[0])"
        return "handler \(handler) is not in \(source): there is \(wanted)"
    }

    private var bootstrapComplaint: String? {
        guard let bootstrap = entries.first(where: { $0.path == "bootstrap" }) else {
            return "\(source) has no bootstrap at its root, which a provided runtime starts"
        }
        return bootstrap.isExecutable ? nil : "bootstrap in \(source) is not executable"
    }
}
