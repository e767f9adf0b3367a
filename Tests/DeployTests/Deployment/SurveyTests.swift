// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct SurveyTests {
    @Test func `a scene holds the function, the alias, the hour before and who looks`() throws {
        let world = AliasWorld(previous: AliasState(version: Version(40), revision: "p1"))
        let project = try Project(world)
        let scene = try project.time.run { try await project.survey().scene(for: .sample()) }
        #expect(scene.target.account == "000000000000")
        #expect(scene.target.endpoint == "http://127.0.0.1:4570")
        #expect(scene.identity == "arn:aws:iam::000000000000:user/mira")
        #expect(scene.latest?.version == .latest)
        #expect(scene.alias == .serving41)
        #expect(scene.previous?.version == Version(40))
        #expect(scene.stable?.version == Version(41))
        #expect(scene.candidate?.version == Version(42))
        #expect(scene.metricPeriod == 1)
        #expect(scene.openRollout == nil)
        #expect(world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `an alias with provisioned concurrency of its own is found, and refused`() throws {
        let project = try Project()
        project.world.aws.replace(GetProvisionedConcurrencyConfig.self) { _ in
            ProvisionedConcurrency()
        }
        let scene = try project.time.run { try await project.survey().scene(for: .sample()) }
        #expect(scene.aliasIsProvisioned)
        let complaint = #expect(throws: Complaint.self) { try project.deploy(42) }
        #expect(complaint?.what == "alias live has provisioned concurrency of its own")
        #expect(project.world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `the hour before is asked where failures are judged`() throws {
        let project = try Project()
        project.world.aws.on(GetMetricData.self) { _ in GetMetricData.Output() }
        let intent = Intent.sample(guards: Guards())
        _ = try project.time.run { try await project.survey().scene(for: intent) }
        let query = try #require(project.world.aws.calls(GetMetricData.self).first)
        #expect(query.startTime.time.duration(to: query.endTime.time) == .seconds(3600))
        #expect(query.metricDataQueries.count == 2)
        #expect(
            query.metricDataQueries[0].metricStat?.metric.dimensions
                == [
                    MetricDimension(name: "FunctionName", value: "orders"),
                    MetricDimension(name: "Resource", value: "orders:live"),
                ]
        )
    }

    @Test func `AWS itself keeps minutes and is not asked`() throws {
        let project = try Project()
        let scene = try project.time.run {
            try await project.survey(endpoint: nil).scene(for: .sample())
        }
        #expect(scene.metricPeriod == 60)
        #expect(scene.target.endpoint == nil)
    }

    @Test func `a function and an alias that do not exist are nothing, and the owner is seen`()
        throws
    {
        let aws = ScriptedAWS()
            .on(GetCallerIdentity.self) { _ in
                .init(userId: "u", account: "000000000000", arn: "arn:x")
            }
            .on(GetAlias.self) { _ in throw AWSFailure.missing }
            .on(GetFunction.self) { _ in throw AWSFailure.missing }
            .on(GetFunction.self) { _ in
                GetFunction.Output(
                    configuration: .sample("$LATEST"),
                    tags: ["aws:cloudformation:stack-name": "orders-prod"]
                )
            }
            .on(GetFunctionConfiguration.self) { _ in throw AWSFailure.missing }
        let project = try Project()
        let first = try project.time.run { try await project.survey(aws).scene(for: .sample()) }
        #expect(first.latest == nil)
        #expect(first.alias == nil)
        #expect(first.candidate == nil)
        let second = try project.time.run { try await project.survey(aws).scene(for: .sample()) }
        #expect(second.owner == "orders-prod")
    }

    @Test func `another account than the environment's is refused`() throws {
        let project = try Project()
        var intent = Intent.sample()
        intent.account = "123456789012"
        let asked = intent
        let complaint = #expect(throws: Complaint.self) {
            try project.time.run { try await project.survey().scene(for: asked) }
        }
        #expect(complaint?.exit == .refused)
        #expect(
            complaint?.what
                == "environment staging belongs to account 123456789012, "
                + "and these credentials to 000000000000"
        )
    }

    @Test func `credentials that AWS refuses are a complaint with a way on`() throws {
        let aws = ScriptedAWS().on(GetCallerIdentity.self) { _ in
            throw AWSFailure(code: "ExpiredToken", message: "it is old", status: 403)
        }
        let project = try Project()
        let complaint = #expect(throws: Complaint.self) {
            try project.time.run { try await project.survey(aws).scene(for: .sample()) }
        }
        #expect(
            complaint?.text == """
                error: cannot look at orders
                  why    ExpiredToken: it is old
                  now    Sluice changed nothing
                  next   aws sso login, or set AWS_PROFILE or AWS_ACCESS_KEY_ID to valid credentials
                """
        )
    }
}
