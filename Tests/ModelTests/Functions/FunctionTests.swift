// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct FunctionTests {
    @Test(arguments: [
        "orders", World.arn, "111111111111:function:orders", "function:orders",
        "us-east-1:111111111111:function:orders",
    ])
    func `every form of a name means the function`(name: String) throws {
        var world = try World.settled()
        let answer = try world.perform(GetFunction(functionName: name))
        #expect(answer.configuration.functionArn == World.arn)
    }

    @Test(arguments: ["orders:1", World.arn + ":1", "111111111111:orders:1"])
    func `a qualifier may be in the name`(name: String) throws {
        var world = try World.settled(versions: 1)
        let answer = try world.perform(GetFunction(functionName: name, qualifier: "1"))
        #expect(answer.configuration.version == "1")
        #expect(answer.configuration.functionArn == World.arn + ":1")
    }

    @Test func `a function has Lambda's defaults`() throws {
        var world = try World.settled()
        let answer = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        #expect(answer.timeout == 3)
        #expect(answer.memorySize == 128)
        #expect(answer.description == "")
        #expect(answer.packageType == "Zip")
        #expect(answer.architectures == ["x86_64"])
        #expect(answer.ephemeralStorage?.size == 512)
        #expect(answer.tracingConfig?.mode == "PassThrough")
        #expect(answer.snapStart == SnapStart(applyOn: "None", optimizationStatus: "Off"))
        #expect(
            answer.loggingConfig == LoggingConfig(logFormat: "Text", logGroup: "/aws/lambda/orders")
        )
        #expect(answer.environment == nil)
        #expect(answer.layers == nil)
        #expect(answer.lastModified == "2027-01-15T08:00:00.000+0000")
        #expect(
            answer.runtimeVersionConfig?.runtimeVersionArn?.hasPrefix(
                "arn:aws:lambda:us-east-1::runtime:"
            ) == true
        )
    }

    @Test func `an empty environment is echoed and empties the one before`() throws {
        var world = try World.settled()
        for variables in [["AB": "1"], [:]] {
            _ = try world.perform(
                UpdateFunctionConfiguration(
                    functionName: "orders",
                    environment: FunctionEnvironment(variables: variables)
                )
            )
            world.wait()
            let answer = try world.perform(GetFunctionConfiguration(functionName: "orders"))
            #expect(answer.environment?.variables == variables)
        }
    }

    @Test func `the levels of a log exist with the form JSON only`() throws {
        var world = try World.settled()
        var configurations: [LoggingConfig?] = []
        for format in ["JSON", "Text"] {
            let update = UpdateFunctionConfiguration(
                functionName: "orders",
                loggingConfig: LoggingConfig(logFormat: format)
            )
            configurations.append(try world.perform(update).loggingConfig)
            world.wait()
        }
        #expect(configurations[0]?.applicationLogLevel == "INFO")
        #expect(configurations[0]?.systemLogLevel == "INFO")
        #expect(
            configurations[1] == LoggingConfig(logFormat: "Text", logGroup: "/aws/lambda/orders")
        )
    }

    @Test func `several faults are said in one answer`() throws {
        var world = World()
        var creation = World.creation()
        creation.timeout = 901
        creation.memorySize = 1
        let failure = #expect(throws: AWSFailure.self) { try world.perform(creation, package: "c") }
        #expect(
            failure?.message
                == "2 validation errors detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900; Value '1' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128"
        )
    }

    @Test func `a package that was refused is refused after the request's own faults`() throws {
        var world = World()
        let refusal = AWSFailure.invalidParameter("Could not unzip uploaded file.")
        var creation = World.creation()
        for (role, code) in [("r", "ValidationException"), (World.role, refusal.code)] {
            creation.role = role
            let failure = #expect(throws: AWSFailure.self) {
                try world.model.perform(
                    creation,
                    at: world.now,
                    chance: &world.chance,
                    package: .failure(refusal)
                )
            }
            #expect(failure?.code == code)
        }
    }

    @Test func `runtimes of the past and of the imagination are told apart`() throws {
        var world = World()
        var messages: [String] = []
        for runtime in ["python3.7", "cobol85"] {
            var creation = World.creation()
            creation.runtime = runtime
            let failure = #expect(throws: AWSFailure.self) {
                try world.perform(creation, package: "c")
            }
            messages.append(failure?.message ?? "")
        }
        #expect(messages[0].hasPrefix("The runtime parameter of python3.7 is no longer supported"))
        #expect(messages[1].hasPrefix("Value cobol85 at 'runtime' failed to satisfy constraint"))
    }

    @Test func `reserved and overlarge environments are refused`() throws {
        var world = World()
        var creation = World.creation()
        creation.environment = FunctionEnvironment(variables: ["AWS_REGION": "x"])
        let reserved = #expect(throws: AWSFailure.self) {
            try world.perform(creation, package: "c")
        }
        #expect(
            reserved?.message.hasSuffix("Reserved keys used in this request: AWS_REGION") == true
        )
        creation.environment = FunctionEnvironment(
            variables: ["AB": String(repeating: "x", count: 4_088)]
        )
        let large = #expect(throws: AWSFailure.self) { try world.perform(creation, package: "c") }
        #expect(
            large?.message.contains("exceeded the 4KB limit. String measured: {\"AB\":\"x") == true
        )
        creation.environment = FunctionEnvironment(
            variables: ["AB": String(repeating: "x", count: 4_087)]
        )
        _ = try world.perform(creation, package: "c")
    }

    @Test func `tags change the revision and are read back`() throws {
        var world = try World.settled()
        let before = try world.perform(GetFunctionConfiguration(functionName: "orders"))
        _ = try world.perform(TagResource(resource: World.arn, tags: ["a": "1", "b": "2"]))
        _ = try world.perform(UntagResource(resource: World.arn, tagKeys: ["a", "zzz"]))
        #expect(try world.perform(ListTags(resource: World.arn)).tags == ["b": "2"])
        let after = try world.perform(GetFunction(functionName: "orders"))
        #expect(after.tags == ["b": "2"])
        #expect(after.configuration.revisionId != before.revisionId)
    }

    @Test func `reserved concurrency is kept and reaches the routing`() throws {
        var world = try World.settled()
        let put = PutFunctionConcurrency(functionName: "orders", reservedConcurrentExecutions: 0)
        _ = try world.perform(put)
        #expect(world.model.routing()["orders"]?.reservedConcurrency == 0)
        let settings = try world.perform(GetAccountSettings())
        #expect(settings.accountLimit?.unreservedConcurrentExecutions == 1000)
        _ = try world.perform(DeleteFunctionConcurrency(functionName: "orders"))
        let after = try world.perform(GetFunctionConcurrency(functionName: "orders"))
        #expect(after.reservedConcurrentExecutions == nil)
    }

    @Test func `an unknown function is unknown to a call under the unpublished version's name`()
        throws
    {
        let world = World()
        let failure = #expect(throws: AWSFailure.self) {
            try world.model.target(of: "nope", qualifier: nil)
        }
        #expect(
            failure?.message
                == "Function not found: arn:aws:lambda:us-east-1:111111111111:function:nope:$LATEST"
        )
    }
}
