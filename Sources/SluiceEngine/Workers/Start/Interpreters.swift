// SPDX-License-Identifier: Apache-2.0
public import Logging
import SluiceProcess

/// Finds the program that runs a runtime's functions on this machine.
///
/// The exact version wins, else the nearest of the same family; the difference is logged once. Programs
/// are looked for when a runtime is first needed.
public actor Interpreters {
    private enum Finding {
        case found(Interpreter)
        case problem(String)
    }

    private let searchPath: String
    private let home: String?
    private let pyenvRoot: String?
    private let chosen: [String: String]
    private let logger: Logger
    private var findings: [String: Finding] = [:]

    /// Makes a finder.
    ///
    /// - Parameters:
    ///   - searchPath: The value of `PATH`.
    ///   - home: The user's folder, where version managers keep theirs.
    ///   - pyenvRoot: The folder of pyenv, where it is not `.pyenv` in the user's.
    ///   - chosen: Runtime → program, for those that the user named.
    ///   - logger: Gets one line for each runtime that runs on another version than its own.
    public init(
        searchPath: String,
        home: String? = nil,
        pyenvRoot: String? = nil,
        chosen: [String: String] = [:],
        logger: Logger
    ) {
        self.searchPath = searchPath
        self.home = home
        self.pyenvRoot = pyenvRoot
        self.chosen = chosen
        self.logger = logger
    }

    /// Why no machine runs functions of this runtime here, in one sentence; `nil` when some do.
    ///
    /// Images have no runtime.
    public static func refusal(of runtime: String) -> String? {
        guard Interpreter.parse(runtime) == nil else { return nil }
        let what = runtime.isEmpty ? "a container image" : "runtime \(runtime)"
        return "\(what) cannot run here: only python3.x, nodejs and provided.al2* can"
    }

    /// Why functions of this runtime cannot run here, in one sentence; `nil` when they can.
    public func check(_ runtime: String) async -> String? {
        if case .problem(let problem) = await find(runtime) { return problem }
        return nil
    }

    /// The program for a runtime.
    func interpreter(for runtime: String) async throws(StartProblem) -> Interpreter {
        switch await find(runtime) {
        case .found(let interpreter): return interpreter
        case .problem(let problem): throw StartProblem(message: problem)
        }
    }

    private func find(_ runtime: String) async -> Finding {
        if let finding = findings[runtime] { return finding }
        let finding = await look(for: runtime)
        if findings[runtime] == nil { findings[runtime] = finding }
        return findings[runtime] ?? finding
    }

    private func look(for runtime: String) async -> Finding {
        if let problem = Self.refusal(of: runtime) { return .problem(problem) }
        guard let (family, major, minor) = Interpreter.parse(runtime) else {
            return .problem("\(runtime) is no runtime")
        }
        if family == .provided { return .found(Interpreter(family: .provided, path: "")) }
        if let path = chosen[runtime] {
            guard let real = await real(path, family) else {
                return .problem("\(path), which was chosen for runtime \(runtime), is no program")
            }
            return .found(Interpreter(family: family, path: real))
        }
        for path in paths(exactNames(family, major, minor)) {
            if let real = await real(path, family) {
                return .found(Interpreter(family: family, path: real))
            }
        }
        return await nearest(runtime, family, major, minor)
    }

    private func nearest(
        _ runtime: String,
        _ family: Interpreter.Family,
        _ major: Int,
        _ minor: Int
    ) async -> Finding {
        var best: (path: String, version: (Int, Int), distance: Int)?
        var seen: Set<String> = []
        for path in paths(names(family)).prefix(Limits.interpreterCandidatesMax) {
            guard let real = await real(path, family), seen.insert(real).inserted,
                let version = await version(of: real, family),
                family == .nodejs || version.0 == major
            else { continue }
            // Of two that are as far away, the newer one.
            let distance =
                family == .python
                ? 2 * abs(version.1 - minor) - (version.1 > minor ? 1 : 0)
                : 2 * abs(version.0 - major) - (version.0 > major ? 1 : 0)
            if best.map({ distance < $0.distance }) ?? true { best = (real, version, distance) }
        }
        guard let best else {
            return .problem("runtime \(runtime) cannot run here: no \(family.rawValue) was found")
        }
        let isSame = family == .python ? best.version == (major, minor) : best.version.0 == major
        if !isSame {
            logger.warning(
                "\(runtime) runs on \(best.path), version \(best.version.0).\(best.version.1)"
            )
        }
        return .found(Interpreter(family: family, path: best.path))
    }

    private func exactNames(_ family: Interpreter.Family, _ major: Int, _ minor: Int) -> [String] {
        family == .python ? ["python\(major).\(minor)"] : ["node\(major)"]
    }

    private func names(_ family: Interpreter.Family) -> [String] {
        guard family == .python else { return ["node", "nodejs"] }
        return ["python3"] + (6...30).reversed().map { "python3.\($0)" }
    }

    /// Every place where a program of one of these names lies.
    private func paths(_ names: [String]) -> [String] {
        var folders = searchPath.split(separator: ":").map(String.init)
        folders += ["/usr/local/bin", "/usr/bin"]
        let managers = [
            (pyenvRoot ?? home.map { "\($0)/.pyenv" }).map { "\($0)/versions" },
            home.map { "\($0)/.nvm/versions/node" },
        ]
        for manager in managers.compactMap(\.self) {
            folders += Folder.names(in: manager).map { "\(manager)/\($0)/bin" }
        }
        return names.flatMap { name in folders.map { "\($0)/\(name)" } }
            .filter { Folder.program(at: $0) != nil }
    }

    /// The program itself: a shim is asked once where it leads to.
    private func real(_ path: String, _ family: Interpreter.Family) async -> String? {
        guard let program = Folder.program(at: path) else { return nil }
        // The path as it was found, not the link's end: a virtual environment is told by its path.
        guard Folder.isScript(program) else { return path }
        let question =
            family == .python
            ? ["-c", "import sys; print(sys.executable)"] : ["-p", "process.execPath"]
        return await ask(path, question).flatMap { Folder.program(at: $0) }
    }

    private func version(of path: String, _ family: Interpreter.Family) async -> (Int, Int)? {
        guard let answer = await ask(path, ["--version"]) else { return nil }
        let numbers = answer.drop { !$0.isNumber }.split(separator: ".")
        guard numbers.count > 1, let major = Int(numbers[0]), let minor = Int(numbers[1]) else {
            return nil
        }
        return (major, minor)
    }

    private func ask(_ path: String, _ arguments: [String]) async -> String? {
        var environment = ["PATH": searchPath]
        environment["HOME"] = home
        let result = await Command.run(
            [path] + arguments,
            environment: environment,
            deadline: .seconds(Limits.probeSeconds),
            outputMax: Limits.probeBytesMax
        )
        guard result.isSuccess else { return nil }
        return result.outputText.split(separator: "\n").first.map(String.init)
    }
}
