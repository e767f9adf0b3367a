// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SluiceCore

/// The one place where live things are made: what the process was given, clock and chance, the
/// console, the way to AWS, the engine, journals and locks.
///
/// Read top to bottom, together with its aspects; nothing else reads variables or arguments.
struct Composition: Sendable {
    /// What the common options say.
    let settings: Settings
    /// The variables that the process was given.
    let variables: [String: String]
    /// The folder that the process was started in.
    let folder: String
    /// Where the program speaks.
    let console: Console
    /// The machine's clock.
    let clock: any WallClock

    /// Composes what needs nothing but the process itself.
    init(_ settings: Settings) {
        self.init(settings, variables: Self.processVariables(), folder: Self.processFolder())
    }

    /// Composes for given variables and a given folder.
    init(_ settings: Settings, variables: [String: String], folder: String) {
        self.settings = settings
        self.variables = variables
        self.folder = folder
        console = Self.console(settings, variables)
        clock = SystemClock()
    }

    /// Chance of its own, seeded by the system.
    func chance() -> SeededRandom {
        var system = SystemRandomNumberGenerator()
        return SeededRandom(seed: system.next())
    }

    /// A variable that is there and not empty.
    func variable(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A path as seen from the folder that the process was started in.
    func path(_ path: String) -> String {
        path.hasPrefix("/") ? path : folder + "/" + path
    }

    /// The process that drives, for journals and locks.
    ///
    /// Who gave the command is what the machine calls them, else whose credentials they have: never
    /// somebody whom a journal names.
    func driver(_ caller: String?) -> DriverIdentity {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        return DriverIdentity(
            pid: Int(getpid()),
            host: String(
                decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
                as: UTF8.self
            ),
            who: variable("USER") ?? caller ?? Self.loginName() ?? "uid \(getuid())"
        )
    }

    /// What the machine's list of users calls the process's user.
    private static func loginName() -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var bytes = [CChar](repeating: 0, count: Limits.userEntryBytes)
        // The name lies in the bytes.
        let text = bytes.withUnsafeMutableBufferPointer { bytes -> String? in
            guard let start = bytes.baseAddress,
                getpwuid_r(getuid(), &entry, start, bytes.count, &found) == 0, found != nil,
                let name = entry.pw_name
            else { return nil }
            return String(cString: name)
        }
        return text?.isEmpty == false ? text : nil
    }

    // MARK: the process

    /// The arguments of the process, without the program's name.
    static func arguments() -> [String] { Array(CommandLine.arguments.dropFirst()) }

    private static func processVariables() -> [String: String] {
        var variables: [String: String] = [:]
        guard var entry = environment() else { return variables }
        while let text = entry.pointee {
            let parts = String(cString: text).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }

    private static func processFolder() -> String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    private static func given(
        _ settings: Settings,
        _ variables: [String: String]
    ) -> GivenOptions {
        let urls = ["AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL"].compactMap { variables[$0] }
        return GivenOptions(
            isLocal: settings.isLocal,
            endpointURL: settings.endpointURL,
            variableURL: urls.first { !$0.isEmpty },
            config: settings.config,
            saysYes: settings.saysYes
        )
    }

    /// Columns of what is printed: what COLUMNS says, the terminal's, and no end in a pipe.
    static func width(_ columns: String?, isTerminal: Bool) -> Int {
        if let said = columns.flatMap({ Int($0) }), said > 0 { return said }
        return isTerminal ? TerminalSize.of(STDOUT_FILENO).width : .max
    }

    private static func console(_ settings: Settings, _ variables: [String: String]) -> Console {
        let isPlain =
            settings.isPlain || !(variables["NO_COLOR"] ?? "").isEmpty
            || variables["TERM"] == "dumb"
        let (out, errors) = (isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1)
        return Console(
            format: settings.output,
            isVerbose: settings.isVerbose,
            outStyle: TextStyle(isColoured: out && !isPlain),
            errorStyle: TextStyle(isColoured: errors && !isPlain),
            width: width(variables["COLUMNS"], isTerminal: out),
            isInteractive: errors && isatty(STDIN_FILENO) == 1,
            canDraw: errors && variables["TERM"] != "dumb",
            given: given(settings, variables)
        )
    }
}
