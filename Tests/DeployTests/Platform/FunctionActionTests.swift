// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct FunctionActionTests {
    private let time = VirtualTime()

    private func rollout(_ settings: FunctionSettings) throws -> Rollout {
        var plan = try Plan(.sample(settings: settings), given: .serving41(), rollout: "r-1")
        plan.code = .fresh
        var rollout = Rollout(plan, at: plan.at)
        let latest = try FunctionState(.sample("$LATEST", revision: "f7"), mentioning: settings)
        rollout.apply(
            Entry(
                n: 2,
                at: plan.at,
                event: .sawFunction(action: .readFunction(attempt: 0), state: latest)
            )
        )
        return rollout
    }

    @Test func `an update names only what the project mentions`() throws {
        let settings = FunctionSettings(
            memory: 512,
            variables: ["tableName": "orders"],
            properties: [
                "TracingConfig": .map(["Mode": .string("Active")]),
                "KMSKeyArn": .string("arn:aws:kms:x"),
                "VpcConfig": .map(["SubnetIds": .list([.string("s-1")])]),
            ]
        )
        let aws = ScriptedAWS().on(UpdateFunctionConfiguration.self) { _ in .sample("$LATEST") }
        _ = try time.perform(
            .updateConfiguration(attempt: 0),
            for: try rollout(settings),
            on: aws
        )
        #expect(
            aws.calls(UpdateFunctionConfiguration.self) == [
                UpdateFunctionConfiguration(
                    functionName: "orders",
                    memorySize: 512,
                    vpcConfig: VPCConfig(subnetIds: ["s-1"]),
                    environment: FunctionEnvironment(variables: ["tableName": "orders"]),
                    kmsKeyArn: "arn:aws:kms:x",
                    tracingConfig: TracingConfig(mode: "Active"),
                    revisionId: "f7"
                )
            ]
        )
    }

    @Test func `a property that Lambda does not have is refused and not dropped`() throws {
        let settings = FunctionSettings(properties: ["TracingConfg": .string("Active")])
        let aws = ScriptedAWS()
        let event = try time.perform(
            .updateConfiguration(attempt: 0),
            for: try rollout(settings),
            on: aws
        )
        guard case .failed(_, let failure) = event else {
            Issue.record("not failed")
            return
        }
        #expect(failure.code == "BadProperty")
        #expect(
            failure.message
                == "Lambda's UpdateFunctionConfiguration has no property TracingConfg of this form"
        )
        #expect(aws.names.isEmpty)
    }

    @Test func `a creation carries the package and the rollout's tag`() throws {
        var settings = FunctionSettings(
            runtime: "python3.12",
            handler: "app.handler",
            role: "arn:role",
            tags: ["team": "orders"]
        )
        settings.architecture = "arm64"
        let aws = ScriptedAWS().on(CreateFunction.self) { _ in .sample("$LATEST") }
        let event = try time.perform(
            .createFunction(attempt: 0),
            for: try rollout(settings),
            on: aws
        )
        #expect(
            aws.calls(CreateFunction.self) == [
                CreateFunction(
                    functionName: "orders",
                    runtime: "python3.12",
                    role: "arn:role",
                    handler: "app.handler",
                    code: FunctionCode(zipFile: Blob(utf8: "package")),
                    tags: ["team": "orders", "sluice:rollout": "r-1"],
                    architectures: ["arm64"]
                )
            ]
        )
        guard case .wrote(_, .function(let state)) = event else {
            Issue.record("not written")
            return
        }
        #expect(state.createdBy == "r-1")
    }

    @Test func `code and publishing go with what was read last`() throws {
        let aws = ScriptedAWS()
            .on(UpdateFunctionCode.self) { _ in .sample("$LATEST", revision: "f8") }
            .on(PublishVersion.self) { _ in .sample("42", revision: "f9") }
        let rollout = try rollout(FunctionSettings())
        _ = try time.perform(.updateCode(attempt: 0), for: rollout, on: aws)
        let event = try time.perform(.publishVersion(attempt: 0), for: rollout, on: aws)
        #expect(
            aws.calls(UpdateFunctionCode.self) == [
                UpdateFunctionCode(
                    functionName: "orders",
                    zipFile: Blob(utf8: "package"),
                    revisionId: "f7"
                )
            ]
        )
        #expect(
            aws.calls(PublishVersion.self) == [
                PublishVersion(
                    functionName: "orders",
                    codeSha256: CodeReference.fresh.sha256,
                    revisionId: "f7"
                )
            ]
        )
        guard case .wrote(_, .function(let state)) = event else {
            Issue.record("not written")
            return
        }
        #expect(state.version == Version(42))
    }

    @Test func `what is read has states, tags and the mentioned properties in request form`() throws
    {
        let settings = FunctionSettings(
            properties: ["Layers": .list([]), "TracingConfig": .null, "SnapStart": .null]
        )
        let aws = ScriptedAWS().on(GetFunction.self) { _ in
            var answer = FunctionConfiguration.sample("$LATEST")
            answer.state = "Pending"
            answer.stateReason = "The function is being created."
            answer.lastUpdateStatus = nil
            answer.layers = [LayerReference(arn: "arn:layer:1", codeSize: 9)]
            answer.tracingConfig = TracingConfig(mode: "PassThrough")
            return GetFunction.Output(configuration: answer, tags: ["sluice:rollout": "r-1"])
        }
        let action = Action.readFunction(attempt: 0)
        let event = try time.perform(action, for: try rollout(settings), on: aws)
        guard case .sawFunction(action, let state) = event else {
            Issue.record("not seen: \(event)")
            return
        }
        #expect(state.state == .pending)
        #expect(!state.isSettled)
        #expect(state.reason == "The function is being created.")
        #expect(state.createdBy == "r-1")
        #expect(state.configuration.variables == ["tableName": "orders"])
        #expect(
            state.configuration.properties == [
                "Layers": .list([.string("arn:layer:1")]),
                "TracingConfig": .map(["Mode": .string("PassThrough")]),
            ]
        )
        #expect(aws.calls(GetFunction.self) == [GetFunction(functionName: "orders")])
    }

    private static let failures: [(AWSFailure, unknown: Bool, passing: Bool)] = [
        (.stale, false, false), (.missing, false, false), (.throttled, false, true),
        (.broken, true, true), (.silent, true, true),
        (
            AWSFailure(
                code: "InvalidParameterValueException",
                message: "The role defined for the function cannot be assumed by Lambda.",
                status: 400
            ), false, true
        ),
        (AWSFailure(kind: .notSent, code: "NoConnection", message: "refused"), false, true),
        (AWSFailure(code: "ExpiredToken", message: "old", status: 403), false, false),
    ]

    @Test(arguments: failures.indices)
    func `policy learns whether a failure passes and whether it had an effect`(index: Int) {
        let (failure, unknown, passing) = Self.failures[index]
        let seen = Failure(failure)
        #expect(seen.isOutcomeUnknown == unknown)
        #expect(seen.isPassing == passing)
        #expect(seen.isCredentials == (failure.code == "ExpiredToken"))
    }
}
