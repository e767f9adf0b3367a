// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceProcess
public import SluiceWire

/// What a profile's `credential_process` prints.
///
/// Fetched anew fifteen minutes before the end; when that fails, the old ones serve while they last.
public actor ProcessCredentials: CredentialProvider {
    private let command: String
    private let environment: [String: String]
    private let clock: any WallClock
    private var known: AWSCredentials?

    /// Makes a provider that runs a shell's command line in an environment.
    public init(command: String, environment: [String: String], clock: any WallClock) {
        self.command = command
        self.environment = environment
        self.clock = clock
    }

    /// The process is run again before they end.
    public nonisolated var isRenewable: Bool { true }

    /// The credentials, from memory while they are fresh.
    public func credentials() async throws(AWSFailure) -> AWSCredentials {
        if let known, isGood(known, for: Limits.credentialLeadTime) { return known }
        do {
            let fetched = try await fetch()
            known = fetched
            return fetched
        } catch {
            guard let known, isGood(known, for: .zero) else { throw error }
            return known
        }
    }

    private func isGood(_ credentials: AWSCredentials, for time: Duration) -> Bool {
        guard let end = credentials.expiresAt else { return true }
        return clock.now.advanced(by: time) < end
    }

    /// What the process prints, as its documentation has it.
    private struct Printed: Codable {
        let version: Int
        let accessKeyId: String
        let secretAccessKey: String
        let sessionToken: String?
        let expiration: String?
    }

    private func fetch() async throws(AWSFailure) -> AWSCredentials {
        let result = await Command.run(
            ["/bin/sh", "-c", command],
            environment: environment,
            deadline: Limits.credentialProcessTime,
            outputMax: Limits.credentialProcessBytesMax
        )
        guard result.isSuccess else {
            let said = result.errorText.split(separator: "\n").last.map { ": \($0)" } ?? ""
            throw failure("it did not end well\(said)")
        }
        let printed: Printed
        do {
            printed = try WireCodec.value(Printed.self, fromJSON: result.output, for: .sts)
        } catch {
            throw failure(error.message)
        }
        guard printed.version == 1 else { throw failure("Version is not 1") }
        let end = printed.expiration.flatMap(Timestamp.init(iso8601:))
        if printed.expiration != nil, end == nil { throw failure("Expiration is no time") }
        return AWSCredentials(
            accessKeyID: printed.accessKeyId,
            secretAccessKey: printed.secretAccessKey,
            sessionToken: printed.sessionToken,
            expiresAt: end
        )
    }

    private func failure(_ text: String) -> AWSFailure {
        AWSFailure(
            kind: .notSent,
            code: "NoCredentials",
            message: "credential_process '\(command)' gives no credentials: \(text)"
        )
    }
}
