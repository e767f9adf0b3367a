// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
import SluiceWire

extension LambdaPlatform {
    /// Reads the alias; `nil` when it does not exist.
    func readAlias(for rollout: Rollout) async throws(AWSFailure) -> AliasState? {
        guard let name = rollout.plan.target.alias else { return nil }
        return try await aws.alias(name, of: rollout.plan.target.function)
    }

    func createAlias(for rollout: Rollout) async throws(AWSFailure) -> AliasState {
        guard let name = rollout.plan.target.alias, let candidate = rollout.candidate else {
            throw .refused("NoCandidate", "there is no version that the alias could point at")
        }
        let answer = try await aws.send(
            CreateAlias(
                functionName: rollout.plan.target.function,
                name: name,
                functionVersion: candidate.name,
                description: "",
                routingConfig: RoutingConfig.none
            )
        )
        return try AliasState(answer)
    }

    /// Writes the alias completely, on the condition that it is as we left it.
    func moveAlias(
        _ move: Move,
        for rollout: Rollout
    ) async throws(AWSFailure) -> AliasState {
        guard let name = rollout.plan.target.alias, let expected = rollout.expected(before: move)
        else {
            throw .refused("NoAlias", "the alias to move has not been read")
        }
        let write = AliasWrite(
            function: rollout.plan.target.function,
            alias: name,
            traffic: try traffic(after: move, of: rollout),
            description: rollout.description(after: move),
            revision: expected.revision
        )
        return try await aws.write(write)
    }

    /// Reads the alias that remembers the version before; `nil` when it does not exist.
    func readPrevious(for rollout: Rollout) async throws(AWSFailure) -> AliasState? {
        guard let name = rollout.plan.target.previousAlias else { return nil }
        return try await aws.alias(name, of: rollout.plan.target.function)
    }

    func writePrevious(
        _ version: Version,
        creating: Bool,
        for rollout: Rollout
    ) async throws(AWSFailure) -> AliasState {
        let function = rollout.plan.target.function
        guard let name = rollout.plan.target.previousAlias else {
            throw .refused("NoAlias", "a target without an alias has no previous one")
        }
        if creating {
            let creation = CreateAlias(
                functionName: function,
                name: name,
                functionVersion: version.name,
                description: "the version that \(rollout.plan.target.alias ?? "") served before",
                routingConfig: RoutingConfig.none
            )
            return try AliasState(try await aws.send(creation))
        }
        let write = AliasWrite(
            function: function,
            alias: name,
            traffic: Traffic(version: version),
            description: rollout.previous?.description,
            revision: rollout.previous?.revision
        )
        return try await aws.write(write)
    }

    private func traffic(after move: Move, of rollout: Rollout) throws(AWSFailure) -> Traffic {
        switch move {
        case .shift(let weight):
            guard let stable = rollout.plan.stable, let candidate = rollout.candidate else {
                throw .refused("NoCandidate", "a shift needs a stable version and a candidate")
            }
            return .split(stable: stable, candidate: candidate, at: weight)
        case .complete:
            guard let candidate = rollout.candidate else {
                throw .refused("NoCandidate", "there is no version to give all traffic to")
            }
            return Traffic(version: candidate)
        case .rollBack:
            guard let stable = rollout.plan.stable else {
                throw .refused("NoStable", "there is no version to go back to")
            }
            return Traffic(version: stable)
        case .claim, .restore:
            guard let expected = rollout.expected(before: move) else {
                throw .refused("NoAlias", "the alias to describe has not been read")
            }
            return expected.traffic
        }
    }
}

extension Target {
    /// The alias that remembers the version served before this one.
    public var previousAlias: String? { alias.map { "\($0)-previous" } }
}
