// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import SluiceAWS
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceEngine
import SluiceWire

extension Composition {
    /// Does something with the place that the options name, and gives everything back after it.
    ///
    /// - Parameters:
    ///   - region: The region that the environment names, if it does.
    ///   - folder: The project's folder, where an engine may have left its address.
    ///   - remembered: A local endpoint that a journal names, where the options name none.
    ///   - body: What is done.
    /// - Returns: What the body returns.
    /// - Throws: A `Complaint`, or what the body throws.
    func withCloud<Result: Sendable>(
        region: String? = nil,
        folder: String? = nil,
        remembered: Target? = nil,
        _ body: (Cloud) async throws -> Result
    ) async throws -> Result {
        let isLocal = settings.isLocal || isLocal(remembered)
        if isLocal {
            if let address = await rememberedEngine(remembered) {
                return try await withCloud(at: address, isOwn: false, body)
            }
            let folders = [folder, self.folder].compactMap(\.self)
            if let address = await runningEngine(folders) {
                return try await withCloud(at: address, isOwn: false, body)
            }
            if !settings.isLocal, let endpoint = remembered?.endpoint {
                throw Complaint(
                    "the engine of this rollout does not run",
                    why: ["it was at \(endpoint), and no running engine is known in its place"],
                    next: ["sluice local   in the project's folder, then the same command again"]
                )
            }
            let own = folder ?? self.folder
            try await checkGone(in: folders, own: "\(own)/.sluice/local")
            return try await withOwnEngine(in: own, body)
        }
        let flags = AWSFlags(
            region: settings.region ?? region ?? remembered?.region,
            profile: settings.profile,
            endpointURL: settings.endpointURL ?? remembered?.endpoint
        )
        return try await withClient(flags, isEngine: false, isOwn: false, body)
    }

    /// A loopback endpoint in a journal is a local engine, whatever its port is today.
    private func isLocal(_ remembered: Target?) -> Bool {
        guard settings.endpointURL == nil, let endpoint = remembered?.endpoint else { return false }
        return Endpoint(endpoint)?.isLoopback ?? false
    }

    // MARK: the engine

    /// The engine at the address that a journal names, if it still answers there.
    private func rememberedEngine(_ remembered: Target?) async -> EngineAddress? {
        guard let remembered, let endpoint = remembered.endpoint, isLocal(remembered) else {
            return nil
        }
        // One that does not answer is looked for at its address of today.
        guard (try? await health(of: endpoint)) != nil else { return nil }
        return EngineAddress(
            endpoint: endpoint,
            region: remembered.region,
            account: remembered.account,
            pid: 0
        )
    }

    /// The address of an engine that answers, from the first folder that has one.
    func runningEngine(_ folders: [String]) async -> EngineAddress? {
        for folder in folders {
            guard
                let text = TextFile.bytes(
                    EngineAddress.path(in: folder),
                    max: Limits.addressBytesMax
                )
            else { continue }
            do {
                let address = try JSONDecoder().decode(EngineAddress.self, from: Data(text))
                if try await health(of: address.endpoint) != nil { return address }
            } catch {
                console.detail("no engine at \(EngineAddress.path(in: folder)): \(error)")
            }
        }
        return nil
    }

    private struct Health: Decodable {
        var status: String
        var metricPeriod: Int
    }

    /// What an engine says of itself; `nil` when whoever answers is none.
    private func health(of endpoint: String) async throws -> Int? {
        let sender = HTTPSender(clock: clock)
        do {
            let answer = try await sender.fetch(
                "\(endpoint)/_sluice/health",
                within: Limits.healthWait,
                bytesMax: Limits.addressBytesMax
            )
            await sender.close()
            guard answer.status == 200 else { return nil }
            return try JSONDecoder().decode(Health.self, from: Data(answer.body)).metricPeriod
        } catch {
            await sender.close()
            throw error
        }
    }

    /// Does something with an engine that runs at this address.
    func withCloud<Result: Sendable>(
        at address: EngineAddress,
        isOwn: Bool,
        _ body: (Cloud) async throws -> Result
    ) async throws -> Result {
        let flags = AWSFlags(
            region: address.region,
            endpointURL: address.endpoint,
            isLocal: true
        )
        return try await withClient(flags, isEngine: true, isOwn: isOwn, body)
    }

    /// Starts an engine for the time of one command, with its data beside the project.
    private func withOwnEngine<Result: Sendable>(
        in folder: String,
        _ body: (Cloud) async throws -> Result
    ) async throws -> Result {
        var options = engineOptions(data: "\(folder)/.sluice/local")
        options.port = 0
        return try await withEngine(options) { engine in
            let address = EngineAddress(
                endpoint: engine.endpoint,
                region: options.region,
                account: options.account,
                pid: 0
            )
            return try await withCloud(at: address, isOwn: true, body)
        }
    }

    // MARK: the client

    private func withClient<Result: Sendable>(
        _ flags: AWSFlags,
        isEngine: Bool,
        isOwn: Bool,
        _ body: (Cloud) async throws -> Result
    ) async throws -> Result {
        let aws: AWSSettings
        do {
            aws = try AWSSettings(flags: flags, environment: variables, clock: clock)
        } catch {
            throw Cloud.complaint(error, endpoint: nil)
        }
        let client = AWSClient(settings: aws, clock: clock, logger: logger())
        do {
            let result = try await body(cloud(client, isEngine: isEngine, isOwn: isOwn))
            await client.close()
            return result
        } catch {
            await client.close()
            throw error
        }
    }

    private func cloud(_ client: AWSClient, isEngine: Bool, isOwn: Bool) -> Cloud {
        let lambda = client.settings.endpoint(of: .lambda)
        let usual = Endpoint(
            host: "lambda.\(client.settings.region).\(client.settings.partition.suffix)"
        )
        let endpoint = lambda == usual ? nil : lambda.description
        return Cloud(
            plain: client,
            aws: RetryingTransport(
                client,
                clock: clock,
                random: chance(),
                attempts: variable("AWS_MAX_ATTEMPTS").flatMap(Int.init)
            ),
            region: client.settings.region,
            endpoint: endpoint,
            isEngine: isEngine,
            isOwnEngine: isOwn,
            fetch: { try await client.fetch($0).status },
            metricPeriod: {
                guard let endpoint else { return nil }
                do {
                    return try await health(of: endpoint)
                } catch {
                    return nil
                }
            },
            credentials: { try await Self.life(of: client.settings.credentials) },
            gateVariables: { try await gateVariables(client.settings) }
        )
    }

    private static func life(
        of provider: any CredentialProvider
    ) async throws -> CredentialLife? {
        try await provider.credentials().expiresAt.map {
            CredentialLife(until: $0, isRenewable: provider.isRenewable)
        }
    }

    /// The process's variables with the credentials that Sluice itself uses.
    private func gateVariables(_ aws: AWSSettings) async throws -> [String: String] {
        let credentials = try await aws.credentials.credentials()
        var variables = variables
        variables["AWS_ACCESS_KEY_ID"] = credentials.accessKeyID
        variables["AWS_SECRET_ACCESS_KEY"] = credentials.secretAccessKey
        variables["AWS_SESSION_TOKEN"] = credentials.sessionToken
        variables["AWS_PROFILE"] = nil
        return variables
    }

    /// Logs of the libraries, on stderr: everything with `--debug`, else what needs a person.
    func logger() -> Logger {
        var logger = Logger(label: "sluice") { _ in StderrLog() }
        logger.logLevel = settings.isDebug ? .debug : settings.isVerbose ? .info : .error
        return logger
    }
}
