// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SluiceWire

/// Performs one action of a rollout: one call to AWS, or one gate.
///
/// It holds no policy and never throws: an error is an event too, and the machine decides what
/// follows from it.
///
/// ```swift
/// let event = await platform.perform(.readAlias(attempt: 1), for: rollout)
/// ```
public struct LambdaPlatform: Sendable {
    let aws: any AWSTransport
    let clock: any WallClock
    let gates: GateRunner
    let pace: LogPace
    let counted = CountedRequests()
    let tail = LogTail()
    let package: @Sendable (CodeReference) async throws -> [UInt8]
    let credentials: @Sendable () async throws -> CredentialLife?

    /// Makes a platform over a transport; `package` reads the bytes of a package when they are sent,
    /// `credentials` asks how long the credentials last, after renewing those that end soon; `pace`
    /// is shared by all rollouts of a process that search logs.
    public init(
        aws: any AWSTransport,
        clock: any WallClock,
        gates: GateRunner,
        pace: LogPace? = nil,
        package: @escaping @Sendable (CodeReference) async throws -> [UInt8],
        credentials: @escaping @Sendable () async throws -> CredentialLife? = { nil }
    ) {
        self.credentials = credentials
        self.aws = aws
        self.clock = clock
        self.gates = gates
        self.pace = pace ?? LogPace(clock: clock)
        self.package = package
    }

    /// Performs one action and says what happened.
    public func perform(_ action: Action, for rollout: Rollout) async -> Event {
        if case .renewCredentials = action { return await renewCredentials(action) }
        do {
            return try await attempt(action, for: rollout)
        } catch {
            return .failed(action: action, failure: Failure(error))
        }
    }

    private func renewCredentials(_ action: Action) async -> Event {
        do {
            return .sawCredentials(action: action, life: try await credentials())
        } catch {
            let failure = (error as? AWSFailure).map { Failure($0) }
            let other = Failure(code: "NoCredentials", message: "\(error)", isCredentials: true)
            return .failed(action: action, failure: failure ?? other)
        }
    }

    private func attempt(_ action: Action, for rollout: Rollout) async throws(AWSFailure) -> Event {
        switch action {
        case .readFunction:
            return .sawFunction(action: action, state: try await read(.latest, for: rollout))
        case .readVersion(let version, _):
            return .sawFunction(action: action, state: try await read(version, for: rollout))
        case .readAlias, .watchAlias:
            return .sawAlias(action: action, state: try await readAlias(for: rollout))
        case .wake(let version, _):
            try await wake(version, of: rollout.plan.target)
            return .woke(action: action)
        case .readPrevious:
            return .sawAlias(action: action, state: try await readPrevious(for: rollout))
        case .createFunction:
            return .wrote(action: action, effect: .function(try await create(for: rollout)))
        case .updateConfiguration:
            return .wrote(
                action: action,
                effect: .function(try await updateConfiguration(for: rollout))
            )
        case .updateCode:
            return .wrote(action: action, effect: .function(try await updateCode(for: rollout)))
        case .publishVersion:
            return .wrote(action: action, effect: .function(try await publish(for: rollout)))
        case .createAlias:
            return .wrote(action: action, effect: .alias(try await createAlias(for: rollout)))
        case .moveAlias(let move, _):
            return .wrote(action: action, effect: .alias(try await moveAlias(move, for: rollout)))
        case .writePrevious(let version, let creating, _):
            let state = try await writePrevious(version, creating: creating, for: rollout)
            return .wrote(action: action, effect: .alias(state))
        case .check(let gate, let attempt):
            return await gates.check(gate, attempt: attempt, for: rollout)
        case .probe(let round): return .probed(round: round, probe: await probe(for: rollout))
        case .renewCredentials: return await renewCredentials(action)
        case .readAlarms(let poll):
            return .sawAlarms(poll: poll, states: try await readAlarms(for: rollout))
        case .observe(let from, let poll):
            let observation =
                rollout.plan.observesLogs
                ? try await observeLogs(from: from, for: rollout)
                : try await observe(from: from, for: rollout)
            return .observed(poll: poll, observation: observation)
        }
    }
}
