// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire
import SystemPackage

extension Composition {
    /// The project file that is named, or the one here or in a folder above.
    func project() throws -> ProjectFile {
        guard let path = projectPath() else {
            throw Complaint(
                "there is no \(ProjectFile.name) here or in a folder above",
                why: ["searched from \(folder) upward"],
                now: [Complaint.nothingChanged],
                next: [
                    "cd into the project's folder, or name the file with -f",
                    "sluice demo   shows what one looks like",
                ],
                exit: .usage
            )
        }
        return try ProjectFile.load(path, shownAs: shown(path))
    }

    /// Whether there is a project file, here or in a folder above.
    var hasProject: Bool { projectPath() != nil }

    /// The folder of the project, or where the process was started when there is none.
    func projectFolder() -> String {
        guard let path = projectPath(), let slash = path.lastIndex(of: "/") else { return folder }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    func projectPath() -> String? {
        if let named = settings.config { return path(named) }
        return ProjectFile.find(from: folder)
    }

    /// A path as people would write it: what they wrote, or relative to where they are.
    private func shown(_ path: String) -> String {
        if let named = settings.config { return named }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }

    /// Does something with one environment of the project.
    ///
    /// - Parameters:
    ///   - name: The environment.
    ///   - isReadOnly: Whether the command only looks: then nothing can be written.
    ///   - needsCaller: Whether it must be known whose credentials these are.
    ///   - isEmergency: Whether traffic is to go back, and nothing may be waited for long.
    ///   - body: What is done.
    /// - Returns: What the body returns.
    /// - Throws: A `Complaint`, or what the body throws.
    func withSite<Result: Sendable>(
        _ name: String,
        isReadOnly: Bool = false,
        needsCaller: Bool = true,
        isEmergency: Bool = false,
        _ body: (Site) async throws -> Result
    ) async throws -> Result {
        let project = try project()
        let environment = try project.environment(name, variables: variables)
        return try await withCloud(region: environment.region, folder: project.directory) { cloud in
            let site = try await hintingAtEngine(of: project.directory, cloud) {
                try await self.site(
                    project,
                    environment,
                    isReadOnly ? cloud.readOnly : cloud,
                    needsCaller: needsCaller,
                    isEmergency: isEmergency
                )
            }
            return try await namingBucket(project.journal, cloud) { try await body(site) }
        }
    }

    /// Does something at AWS; where that fails and the project's engine lives, `--local` is named:
    /// it may only have been left out.
    private func hintingAtEngine(
        of folder: String,
        _ cloud: Cloud,
        _ body: () async throws -> Site
    ) async throws -> Site {
        do {
            return try await body()
        } catch let complaint as Complaint {
            guard cloud.endpoint == nil, let trace = EngineTrace(in: folder) else {
                throw complaint
            }
            throw complaint.naming(trace)
        }
    }

    private func site(
        _ project: ProjectFile,
        _ environment: ProjectEnvironment,
        _ cloud: Cloud,
        needsCaller: Bool,
        isEmergency: Bool
    ) async throws -> Site {
        let caller = needsCaller ? try await cloud.caller() : await callerSoon(cloud)
        var look = try project.intent(
            environment.name,
            overrides: Overrides(
                for: .look,
                region: cloud.region,
                account: caller?.account ?? environment.account,
                isLocal: cloud.isEngine,
                variables: variables
            )
        )
        if cloud.isEngine { look.account = nil }
        return Site(
            project: project,
            environment: environment,
            cloud: cloud,
            caller: caller,
            look: look,
            store: store(project.journal, in: project.directory, cloud, isEmergency: isEmergency)
        )
    }

    /// Whose credentials these are, for the record, where the machine does not say who gives the
    /// command.
    ///
    /// Nobody is stopped by it: where it cannot be known at once, the record does without it.
    func callerName(_ cloud: Cloud) async -> String? {
        guard variable("USER") == nil else { return nil }
        return await callerSoon(cloud, within: Limits.whoWait)?.arn
    }

    /// Who asks, where that can be known at once: going back must not wait for it.
    private func callerSoon(
        _ cloud: Cloud,
        within time: Duration = Limits.callerWait
    ) async -> GetCallerIdentity.Output? {
        await soon(within: time) {
            do {
                return try await cloud.caller()
            } catch {
                console.detail("\(Self.complaint(about: error).text)")
                return nil
            }
        }
    }

    /// Refuses a version that the function has not; where nobody can say at once, nothing is said.
    func checkExists(_ version: Version, on site: Site, verb: String) async throws {
        let isMissing = await soon {
            do throws(AWSFailure) {
                _ = try await site.cloud.plain.send(
                    GetFunctionConfiguration(
                        functionName: site.function,
                        qualifier: version.name
                    )
                )
                return false
            } catch {
                return error.status == 404
            }
        }
        guard isMissing == true else { return }
        throw Complaint(
            "\(site.function) has no version \(version.name)",
            now: [Complaint.nothingChanged],
            next: [
                "sluice versions \(site.environment.name)\(site.options)",
                "sluice \(verb) \(site.environment.name)\(site.options) --list",
            ],
            exit: .usage
        )
    }

    /// What is known soon; `nil` when it takes too long.
    private func soon<Answer: Sendable>(
        within time: Duration = Limits.callerWait,
        _ ask: @escaping @Sendable () async -> Answer?
    ) async -> Answer? {
        await withTaskGroup(of: Answer?.self) { group in
            group.addTask { await ask() }
            group.addTask { [clock] in
                // Cut short when the answer is there.
                try? await clock.sleep(until: clock.now.advanced(by: time), tolerance: nil)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// The environment with everything that a rollout needs; the code is packed here, and kept where it
    /// is to be shipped.
    func intent(
        _ site: Site,
        for purpose: Overrides.Purpose = .deploy,
        _ change: (inout Overrides) -> Void
    ) throws -> Intent {
        var overrides = Overrides(
            for: purpose,
            region: site.cloud.region,
            account: site.caller?.account,
            isLocal: site.cloud.isEngine,
            variables: variables
        )
        change(&overrides)
        var intent = try site.project.intent(site.environment.name, overrides: overrides)
        if let runtime = intent.settings.runtime,
            let problem = RuntimeFit.problem(runtime, in: site.project.shownAs)
        {
            throw ProjectProblems([problem])
        }
        // An environment's account is AWS's; the embedded engine has one of its own.
        if site.cloud.isEngine { intent.account = nil }
        return intent
    }

    /// The bytes of `--payload`: JSON as it stands, or a file's with `@`.
    func payload(_ text: String) throws -> Blob {
        var bytes = Array(text.utf8)
        if text.hasPrefix("@") {
            let name = String(text.dropFirst())
            guard let found = TextFile.bytes(path(name), max: Limits.payloadBytesMax) else {
                throw Complaint(
                    "the payload file \(name) cannot be read",
                    why: ["there is no such file here, or it is larger than 6 MiB"],
                    now: [Complaint.nothingChanged],
                    next: ["name a file relative to \(folder)"],
                    exit: .usage
                )
            }
            bytes = found
        }
        guard JSONText.isValid(bytes) else {
            throw Complaint(
                "the payload is no JSON",
                why: ["it begins with: \(String(decoding: bytes.prefix(60), as: UTF8.self))"],
                now: [Complaint.nothingChanged],
                next: ["--payload '{\"key\": \"value\"}'", "--payload @FILE"],
                exit: .usage
            )
        }
        return Blob(bytes)
    }
}
