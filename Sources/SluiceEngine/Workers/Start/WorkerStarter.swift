// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceProcess

/// Starts the process of a worker, away from the event loop.
struct WorkerStarter: Sendable {
    /// A process that runs, and its log.
    struct Started: Sendable {
        var child: Child
        var log: LogPipe
    }

    var code: CodeSource
    var interpreters: Interpreters
    var runtimeDirectory: String
    var isolates: Bool

    /// Writes the bootstraps, and an empty folder for what workers have as `/tmp`; `false` when the
    /// folder cannot be written.
    static func prepare(_ directory: String) -> Bool {
        TemporaryFolder.removeAll(in: "\(directory)/tmp")
        return Folder.write(Assets.pythonBootstrap, to: "\(directory)/bootstrap.py")
            && Folder.write(Assets.nodeBootstrap, to: "\(directory)/bootstrap.mjs")
            && (mkdir("\(directory)/tmp", 0o700) == 0 || errno == EEXIST)
    }

    /// Starts a process.
    ///
    /// - Parameters:
    ///   - spec: What it runs.
    ///   - runtimeAPI: Host and port of its Runtime API.
    ///   - stream: Its log stream.
    ///   - name: What tells this start from all others, in the name of a folder.
    ///   - endpoint: The engine's own address.
    ///   - isProvisioned: Whether it is to be ready before calls come.
    ///   - onExit: Called once when it has ended, on another thread.
    /// - Returns: What was started.
    /// - Throws: Why nothing was started.
    func start(
        _ spec: VersionSpec,
        runtimeAPI: String,
        stream: String,
        name: String,
        endpoint: String,
        isProvisioned: Bool,
        onExit: @escaping @Sendable (ChildExit) -> Void
    ) async throws -> Started {
        let interpreter = try await interpreters.interpreter(for: spec.runtime)
        let folders = try await code.folders(for: spec)
        let root = folders.package
        var launch = try launch(interpreter, folders)
        let folder = interpreter.path.split(separator: "/").dropLast().joined(separator: "/")
        launch.environment = WorkerEnvironment.make(
            spec,
            WorkerEnvironment.Start(
                taskRoot: root,
                layers: folders.layers,
                runtimeDirectory: runtimeDirectory,
                runtimeAPI: runtimeAPI,
                stream: stream,
                endpoint: endpoint,
                interpreterFolder: interpreter.path.isEmpty ? nil : "/" + folder,
                isProvisioned: isProvisioned
            )
        )
        try wrap(&launch, layers: folders.layers)
        launch.isIsolated = isolates && Isolation.available != .processGroup
        if launch.isIsolated {
            launch.optional = Self.optional(
                folders.layers,
                hiding: [root, runtimeDirectory, interpreter.path, launch.path]
                    + [Folder.program(at: interpreter.path)].compactMap(\.self)
            )
            let needed = [root, folders.layers, runtimeDirectory, interpreter.path, launch.path]
            launch.temporary = TemporaryFolder(
                at: "\(runtimeDirectory)/tmp/\(name)",
                keeping: needed.compactMap(\.self)
                    + [Folder.program(at: interpreter.path)].compactMap(\.self)
            )
        }
        launch.openFilesMax = Limits.workerFilesMax
        launch.dataBytesMax = Self.dataBytesMax(spec.memoryMegabytes)
        return try run(launch, onExit: onExit)
    }

    /// What the worker sees as `/opt`: its layers, unless something that it needs would be hidden.
    private static func optional(_ layers: String?, hiding paths: [String]) -> String? {
        guard let layers, !paths.contains(where: { $0.hasPrefix("/opt/") }) else { return nil }
        return layers
    }

    /// The hard limit, far above the limit itself because node reserves more than it uses.
    ///
    /// The memory that a process holds is measured; this catches what grows too fast for that.
    private static func dataBytesMax(_ megabytes: Int) -> UInt64 {
        UInt64(megabytes * 2 + 512) << 20
    }

    private func launch(
        _ interpreter: Interpreter,
        _ folders: CodeSource.Folders
    ) throws -> Launch {
        let root = folders.package
        return switch interpreter.family {
        case .python:
            Launch(
                path: interpreter.path,
                arguments: ["\(runtimeDirectory)/bootstrap.py"],
                directory: root
            )
        case .nodejs:
            Launch(
                path: interpreter.path,
                arguments: ["\(runtimeDirectory)/bootstrap.mjs"],
                directory: root
            )
        case .provided:
            try own(folders)
        }
    }

    private func own(_ folders: CodeSource.Folders) throws -> Launch {
        let root = folders.package
        let places = [root, folders.layers].compactMap { $0.map { "\($0)/bootstrap" } }
        guard let path = places.first(where: { access($0, F_OK) == 0 }) else {
            throw StartProblem(
                message: "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"
            )
        }
        return Launch(path: path, directory: root)
    }

    /// Puts the owner's wrapper script in front.
    private func wrap(_ launch: inout Launch, layers: String?) throws {
        guard var wrapper = launch.environment["AWS_LAMBDA_EXEC_WRAPPER"], !wrapper.isEmpty else {
            return
        }
        if let layers, wrapper.hasPrefix("/opt/") { wrapper = layers + wrapper.dropFirst(4) }
        guard access(wrapper, X_OK) == 0 else {
            throw StartProblem(
                message: "Runtime exited with error: exit status 127",
                type: "Runtime.ExitError"
            )
        }
        launch.arguments = [wrapper, launch.path] + launch.arguments.dropFirst()
        launch.path = wrapper
    }

    private func run(
        _ launch: Launch,
        onExit: @escaping @Sendable (ChildExit) -> Void
    ) throws -> Started {
        guard let pipe = ChildPipe(holding: Limits.logPipeBytes) else {
            throw StartProblem.engine("no file descriptor is left for another worker")
        }
        var launch = launch
        launch.standardOutput = pipe.writeEnd
        launch.standardError = pipe.writeEnd
        let log = LogPipe(readEnd: pipe.readEnd)
        defer { close(pipe.writeEnd) }
        let temporary = launch.temporary
        do {
            let child = try Child(launch) { exit in
                temporary?.remove()
                onExit(exit)
            }
            return Started(child: child, log: log)
        } catch {
            temporary?.remove()
            log.close()
            let isEngines = Self.shortages.contains(error.errorNumber)
            throw isEngines
                ? StartProblem.engine(error.description) : StartProblem(message: error.description)
        }
    }

    /// What the machine has too little of; all else is about the program that was to be started.
    private static let shortages = [EAGAIN, ENOMEM, EMFILE, ENFILE, ENOSPC, EIO]
}
