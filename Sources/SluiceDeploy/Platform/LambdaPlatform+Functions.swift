// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension LambdaPlatform {
    /// Calls a version that AWS has put to sleep; that the function fails is no failure of this.
    func wake(_ version: Version, of target: Target) async throws(AWSFailure) {
        _ = try await aws.send(
            Invoke(
                functionName: target.function,
                invocationType: "RequestResponse",
                qualifier: version.name,
                payload: Blob(utf8: "{}")
            )
        )
    }

    /// Reads a version.
    ///
    /// `GetFunction` and not `GetFunctionConfiguration`: it brings the tags, and AWS allows six
    /// times as many of it a second.
    func read(
        _ version: Version,
        for rollout: Rollout
    ) async throws(AWSFailure) -> FunctionState {
        let answer = try await aws.send(
            GetFunction(
                functionName: rollout.plan.target.function,
                qualifier: version.isPublished ? version.name : nil
            )
        )
        return try FunctionState(
            answer.configuration,
            tags: answer.tags,
            mentioning: rollout.plan.settings
        )
    }

    func create(for rollout: Rollout) async throws(AWSFailure) -> FunctionState {
        let plan = rollout.plan
        let creation = try plan.settings.creation(
            of: plan.target.function,
            code: try await bytes(of: plan),
            rollout: plan.rollout
        )
        let answer = try await aws.send(creation)
        return try FunctionState(answer, tags: creation.tags, mentioning: plan.settings)
    }

    func updateConfiguration(for rollout: Rollout) async throws(AWSFailure) -> FunctionState {
        let plan = rollout.plan
        let update = try plan.settings.update(
            of: plan.target.function,
            at: rollout.latest?.revision
        )
        return try FunctionState(try await aws.send(update), mentioning: plan.settings)
    }

    func updateCode(for rollout: Rollout) async throws(AWSFailure) -> FunctionState {
        let plan = rollout.plan
        let answer = try await aws.send(
            UpdateFunctionCode(
                functionName: plan.target.function,
                zipFile: Blob(try await bytes(of: plan)),
                revisionId: rollout.latest?.revision,
                architectures: plan.settings.architecture.map { [$0] }
            )
        )
        return try FunctionState(answer, mentioning: plan.settings)
    }

    /// Publishes exactly what was read last: with the code's hash and the revision, so that a
    /// change by someone else in between is refused and not shipped.
    func publish(for rollout: Rollout) async throws(AWSFailure) -> FunctionState {
        let plan = rollout.plan
        let answer = try await aws.send(
            PublishVersion(
                functionName: plan.target.function,
                codeSha256: plan.code?.sha256 ?? rollout.latest?.configuration.codeSha256,
                revisionId: rollout.latest?.revision
            )
        )
        return try FunctionState(answer, mentioning: plan.settings)
    }

    private func bytes(of plan: Plan) async throws(AWSFailure) -> [UInt8] {
        guard let code = plan.code else {
            throw .refused("NoPackage", "the plan names no package to ship")
        }
        do {
            return try await package(code)
        } catch {
            throw .refused("NoPackage", "\(error)")
        }
    }
}
