// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire
import Testing

/// Values of a configuration that Lambda refuses, in its words.
@Suite struct SettingsTests {
    private func refusal<Operation: ModelOperation>(
        _ operation: Operation,
        package: String? = nil
    ) throws -> String? {
        var world = try World.settled()
        do {
            _ = try world.perform(operation, package: package)
            return nil
        } catch let failure {
            return failure.message
        }
    }

    private func creation(_ change: (inout CreateFunction) -> Void) throws -> String? {
        var creation = World.creation("new")
        change(&creation)
        return try refusal(creation, package: "c")
    }

    private static let one = "1 validation error detected: Value "
    private static let enumeration =
        "failed to satisfy constraint: Member must satisfy enum value set: "
    private static let form =
        "failed to satisfy constraint: Member must satisfy regular expression pattern: "

    @Test func `an instruction set that there is none of is refused in an update, too`() throws {
        let update = UpdateFunctionCode(functionName: "orders", architectures: ["foo"])
        #expect(
            try refusal(update, package: "b")
                == Self.one
                + "'[foo]' at 'architectures' failed to satisfy constraint: Member must "
                + "satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], "
                + "Member must not be null]"
        )
    }

    @Test func `words must be those of the model`() throws {
        #expect(
            try creation { $0.tracingConfig = TracingConfig(mode: "On") }
                == Self.one
                + "'On' at 'tracingConfig.mode' \(Self.enumeration)[Active, PassThrough]"
        )
        #expect(
            try creation { $0.packageType = "Tar" }
                == Self.one + "'Tar' at 'packageType' \(Self.enumeration)[Zip, Image]"
        )
        #expect(
            try creation {
                $0.loggingConfig = LoggingConfig(logFormat: "JSON", systemLogLevel: "ERROR")
            }
                == Self.one + "'ERROR' at 'loggingConfig.systemLogLevel' "
                + "\(Self.enumeration)[DEBUG, INFO, WARN]"
        )
    }

    @Test func `ARNs, groups and paths have a form`() throws {
        #expect(
            try creation { $0.deadLetterConfig = DeadLetterConfig(targetArn: "queue") }
                == Self.one + "'queue' at 'deadLetterConfig.targetArn' \(Self.form)"
                + "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()"
        )
        #expect(try creation { $0.deadLetterConfig = DeadLetterConfig(targetArn: "") } == nil)
        #expect(
            try creation { $0.kmsKeyArn = "key" }?.hasPrefix(Self.one + "'key' at 'kMSKeyArn'")
                == true
        )
        #expect(
            try creation { $0.loggingConfig = LoggingConfig(logGroup: "a b") }
                == Self.one + "'a b' at 'loggingConfig.logGroup' \(Self.form)"
                + #"[\.\-_/#A-Za-z0-9]+"#
        )
        let system = FileSystemConfig(
            arn: "arn:aws:elasticfilesystem:us-east-1:111111111111:access-point/"
                + "fsap-0123456789abcdef0",
            localMountPath: "/tmp"
        )
        #expect(
            try creation { $0.fileSystemConfigs = [system] }
                == Self.one + "'/tmp' at 'fileSystemConfigs.1.member.localMountPath' "
                + "\(Self.form)^/mnt/[a-zA-Z0-9-_.]+$"
        )
    }

    @Test func `levels go with JSON only`() throws {
        let config = LoggingConfig(applicationLogLevel: "DEBUG")
        let update = UpdateFunctionConfiguration(functionName: "orders", loggingConfig: config)
        #expect(try refusal(update)?.contains("LogFormat is JSON") == true)
        var world = try World.settled()
        _ = try world.perform(
            UpdateFunctionConfiguration(
                functionName: "orders",
                loggingConfig: LoggingConfig(logFormat: "JSON")
            )
        )
        world.wait()
        _ = try world.perform(update)
    }

    @Test(arguments: ["1A", "A", "A-B", "_A"])
    func `a variable's name begins with a letter and is not one letter`(name: String) throws {
        #expect(
            try creation { $0.environment = FunctionEnvironment(variables: [name: "secret"]) }
                == "1 validation error detected: Value at 'environment.variables' failed to satisfy "
                + "constraint: Map keys must satisfy constraint: [Member must satisfy regular "
                + "expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]"
        )
    }

    @Test func `several faults are said in one answer`() throws {
        let message = try creation {
            $0.timeout = 0
            $0.packageType = "Tar"
        }
        #expect(message?.hasPrefix("2 validation errors detected: Value '0' at 'timeout'") == true)
    }

    @Test func `tags that AWS keeps for itself are refused`() throws {
        let tags = TagResource(resource: World.arn, tags: ["aws:owner": "me"])
        #expect(try refusal(tags)?.contains("reserved") == true)
        #expect(try creation { $0.tags = ["aws:x": "1"] }?.contains("reserved") == true)
        #expect(try creation { $0.tags = ["aws:cloudformation:stack-name": "s"] } == nil)
    }

    @Test(arguments: ["with blank", ""])
    func `a principal has no blanks`(principal: String) throws {
        let permission = AddPermission(
            functionName: "orders",
            statementId: "s",
            action: "lambda:InvokeFunction",
            principal: principal
        )
        #expect(
            try refusal(permission)
                == Self.one + "'\(principal)' at 'principal' \(Self.form)" + #"[^\s]+"#
        )
    }

    @Test(arguments: ["java21", "dotnet8", "ruby3.3"])
    func `every runtime that Lambda takes is taken`(runtime: String) throws {
        #expect(try creation { $0.runtime = runtime } == nil)
    }

    @Test func `an image has its digest and no runtime`() throws {
        var world = try World.settled()
        let digest = String(repeating: "ab", count: 32)
        let uri = "registry:5000/shop@sha256:\(digest)"
        let made = try world.perform(World.image("pictures", uri: uri))
        #expect(made.codeSha256 == digest)
        #expect(made.codeSize == 0)
        #expect(made.packageType == "Image")
        world.wait()
        let code = try world.perform(GetFunction(functionName: "pictures")).code
        #expect(code?.resolvedImageUri == uri)
        #expect(code?.imageUri == uri)
        #expect(code?.repositoryType == "ECR")
        let update = UpdateFunctionCode(
            functionName: "pictures",
            imageUri: "registry:5000/shop:2",
            publish: true
        )
        let changed = try world.perform(update)
        #expect(changed.codeSha256 != digest)
        world.wait()
        let first = try world.perform(GetFunction(functionName: "pictures")).code
        #expect(
            first?.resolvedImageUri
                == "registry:5000/shop@sha256:\(changed.codeSha256 ?? "")"
        )
    }

    @Test func `images and packages do not mix`() throws {
        #expect(
            try creation { $0.code.imageUri = "shop:1" }
                == "Please don't provide ImageUri when creating a function with packageType Zip."
        )
        #expect(
            try creation { $0.packageType = "Image" }
                == "Please provide ImageUri when creating a function with packageType Image."
        )
    }
}
