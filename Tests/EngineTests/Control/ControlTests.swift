// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import SluiceBase
import SluiceModel
import SluiceWire
import SluiceZip
import Synchronization
import Testing

@testable import SluiceEngine

@Suite struct ControlTests {
    @Test func `what is answered is routed by already`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            let routing = RoutingConfig(additionalVersionWeights: ["2": 0.25])
            _ = try await bench.transport.send(
                UpdateFunctionCode(
                    functionName: "orders",
                    zipFile: try ControlBench.package("2"),
                    publish: true
                )
            )
            let during = bench.path.state.withLock { $0.snapshots.last }?.functions["orders"]
            #expect(during?.versions.keys.sorted() == ["$LATEST", "1"])
            await bench.wait()
            _ = try await bench.transport.send(
                UpdateAlias(functionName: "orders", name: "live", routingConfig: routing)
            )
            let after = bench.path.state.withLock { $0.snapshots.last }?.functions["orders"]
            #expect(
                after?.aliases["live"]
                    == AliasRouting(
                        primary: "1",
                        weighted: .init(version: "2", basisPoints: 2_500)
                    )
            )
            #expect(after?.versions["2"]?.arn == ControlBench.arn + ":2")
            #expect(after?.versions["2"]?.codeSha256 != after?.versions["1"]?.codeSha256)
            #expect(after?.refusal == nil)
        }
    }

    @Test func `a function that is being created says so to its callers`() async throws {
        try await ControlBench.run { bench in
            _ = try? await bench.release()
            let first = bench.path.state.withLock { $0.snapshots.first }?.functions["orders"]
            #expect(first?.versions.isEmpty == true)
            #expect(first?.refusal?.status == 409)
        }
    }

    @Test(arguments: [
        ("java22", "Value java22 at 'runtime' failed to satisfy constraint"),
        ("python3.7", "The runtime parameter of python3.7 is no longer supported"),
    ])
    func `a runtime that Lambda does not take is refused at once`(
        runtime: String,
        beginning: String
    ) async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            let create = CreateFunction(
                functionName: "other",
                runtime: runtime,
                role: "arn:aws:iam::000000000000:role/lambda",
                handler: "app.handler",
                code: FunctionCode(zipFile: try ControlBench.package())
            )
            let update = UpdateFunctionConfiguration(functionName: "orders", runtime: runtime)
            let failures = [
                await #expect(throws: AWSFailure.self) { try await bench.transport.send(create) },
                await #expect(throws: AWSFailure.self) { try await bench.transport.send(update) },
            ]
            for failure in failures {
                #expect(failure?.message.hasPrefix(beginning) == true)
                #expect(failure?.code == "InvalidParameterValueException")
            }
        }
    }

    @Test func `the timer ends what is under way`() async throws {
        try await ControlBench.run { bench in
            await withTaskGroup { group in
                group.addTask { await bench.control.run() }
                _ = try? await bench.transport.send(
                    CreateFunction(
                        functionName: "orders",
                        runtime: "python3.12",
                        role: "arn:aws:iam::000000000000:role/lambda",
                        handler: "app.handler",
                        code: FunctionCode(zipFile: try? ControlBench.package())
                    )
                )
                bench.clock.advance(by: .milliseconds(200))
                await bench.path.wait {
                    $0.snapshots.last?.functions["orders"]?.versions.count == 1
                }
                group.cancelAll()
            }
        }
    }

    @Test func `state survives a restart`() async throws {
        try await ControlBench.withFolder { folder in
            let clock = ManualClock()
            var before: [String: FunctionRecord] = [:]
            try await ControlBench.run(in: folder, clock: clock) { bench in
                try await bench.release()
                _ = try await bench.transport.send(
                    TagResource(resource: ControlBench.arn, tags: ["team": "shop"])
                )
                // Left in the middle of an update.
                _ = try await bench.transport.send(
                    UpdateFunctionConfiguration(functionName: "orders", timeout: 9)
                )
                before = await bench.aws.model.functions
            }
            try await ControlBench.run(in: folder, clock: clock) { bench in
                #expect(await bench.aws.model.functions == before)
                await bench.wait()
                let answer = try await bench.transport.send(GetFunction(functionName: "orders"))
                #expect(answer.configuration.lastUpdateStatus == "Successful")
                #expect(answer.configuration.timeout == 9)
                #expect(answer.tags == ["team": "shop"])
                _ = try await bench.transport.send(DeleteFunction(functionName: "orders"))
            }
            try await ControlBench.run(in: folder, clock: clock) { bench in
                #expect(await bench.aws.model.functions.isEmpty)
            }
        }
    }

    @Test func `writes are durable: SQLite is asked how it writes`() async throws {
        try await ControlBench.run { bench in
            let mode = try bench.aws.store.synchronous()
            #expect(mode == 2)
        }
    }

    @Test func `a failed commit stops all writes and changes nothing`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            try bench.aws.store.close()
            let tag = TagResource(resource: ControlBench.arn, tags: ["a": "b"])
            for _ in 0..<2 {
                let failure = await #expect(throws: AWSFailure.self) {
                    try await bench.transport.send(tag)
                }
                #expect(failure?.status == 500)
                #expect(failure?.message.hasPrefix("The engine cannot write its data") == true)
            }
            let answer = try await bench.transport.send(ListTags(resource: ControlBench.arn))
            #expect(answer.tags == [:])
        }
    }

    @Test func `two engines cannot share a folder`() async throws {
        try await ControlBench.withFolder { folder in
            let first = try DataDirectory(folder)
            #expect(throws: EngineError.dataInUse(directory: folder)) { try DataDirectory(folder) }
            first.close()
            try DataDirectory(folder).close()
        }
    }

    @Test func `a folder of a newer version is refused`() async throws {
        try await ControlBench.withFolder { folder in
            let directory = try DataDirectory(folder)
            let store = try StateStore(directory)
            try store.registerUnknownMigration()
            try store.close()
            #expect(throws: EngineError.dataIsNewer(directory: folder)) {
                try StateStore(directory)
            }
            directory.close()
        }
    }

    @Test func `packages are checked, kept once and unpacked for reading only`() async throws {
        try await ControlBench.withFolder { folder in
            let directory = try DataDirectory(folder)
            defer { directory.close() }
            let packages = PackageStore(directory)
            let zip = try ControlBench.package("print(1)").bytes
            let package = try packages.accept(zip)
            #expect(package.size == zip.count)
            #expect(try packages.accept(zip) == package)
            let path = try packages.directory(ofSHA256: package.sha256)
            #expect(try packages.directory(ofSHA256: package.sha256) == path)
            let text = try String(contentsOfFile: path + "/app.py", encoding: .utf8)
            #expect(text == "print(1)")
            let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(rights as? Int == 0o555)
            packages.prune(keeping: [])
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `a package with a wrong check sum is refused`() async throws {
        try await ControlBench.withFolder { folder in
            let directory = try DataDirectory(folder)
            defer { directory.close() }
            var zip = try ControlBench.package("print(1)").bytes
            // Its contents begin behind the header of 30 bytes and the name.
            zip[30 + "app.py".utf8.count] ^= 1
            let failure = #expect(throws: AWSFailure.self) {
                try PackageStore(directory).accept(zip)
            }
            #expect(failure?.code == "InvalidParameterValueException")
        }
    }

    @Test func `a package that cannot be unpacked leaves nothing behind`() async throws {
        try await ControlBench.withFolder { folder in
            let directory = try DataDirectory(folder)
            defer { directory.close() }
            let packages = PackageStore(directory)
            let package = try packages.accept(try ControlBench.package("print(1)").bytes)
            let hex = PackageStore.hex(ofBase64: package.sha256)
            let file = URL(filePath: "\(directory.packages)/\(hex).zip")
            var bytes = try Data(contentsOf: file)
            bytes[30 + "app.py".utf8.count] ^= 1
            try bytes.write(to: file)
            for _ in 0..<2 {
                #expect(throws: (any Error).self) {
                    try packages.directory(ofSHA256: package.sha256)
                }
            }
            let unpacked = "\(directory.unpacked)"
            #expect(try FileManager.default.contentsOfDirectory(atPath: unpacked) == [])
        }
    }

    @Test(
        arguments: [
            (
                [],
                "Could not unzip uploaded file. Please check your file, then try to upload again."
            ),
            (
                Array("nozip".utf8),
                "Could not unzip uploaded file. Please check your file, then try to upload again."
            ),
            (
                [0x50, 0x4b, 5, 6] + Array(repeating: 0, count: 18),
                "Uploaded file must be a non-empty zip"
            ),
        ] as [([UInt8], String)]
    )
    func `a package that is none is refused in AWS's words`(zip: [UInt8], message: String)
        async throws
    {
        try await ControlBench.withFolder { folder in
            let directory = try DataDirectory(folder)
            defer { directory.close() }
            let failure = #expect(throws: AWSFailure.self) {
                try PackageStore(directory).accept(zip)
            }
            #expect(failure?.message == message)
            #expect(failure?.code == "InvalidParameterValueException")
        }
    }

    @Test func `metrics are complete when they are read, and survive a restart`() async throws {
        try await ControlBench.withFolder { folder in
            let clock = ManualClock()
            let query = GetMetricData(
                metricDataQueries: [
                    MetricDataQuery(
                        id: "e",
                        metricStat: MetricStat(
                            metric: CloudWatchMetric(
                                namespace: "AWS/Lambda",
                                metricName: "Errors",
                                dimensions: [MetricDimension(name: "FunctionName", value: "orders")]
                            ),
                            period: 1,
                            stat: "Sum"
                        )
                    )
                ],
                startTime: WireTimestamp(clock.now),
                endTime: WireTimestamp(clock.now.advanced(by: .seconds(60)))
            )
            try await ControlBench.run(in: folder, clock: clock) { bench in
                var tally = InvocationTally(
                    function: "orders",
                    qualifier: "live",
                    executedVersion: "1",
                    underWeights: false,
                    second: clock.now.second
                )
                (tally.invocations, tally.errors) = (10, 3)
                bench.path.state.withLock { [tally] in $0.tallies = [tally] }
                let answer = try await bench.transport.send(query)
                #expect(answer.metricDataResults.map(\.values) == [[3]])
                #expect(answer.metricDataResults.map(\.label) == ["Errors"])
            }
            try await ControlBench.run(in: folder, clock: clock) { bench in
                let answer = try await bench.transport.send(query)
                #expect(answer.metricDataResults.map(\.values) == [[3]])
                let list = try await bench.transport.send(ListMetrics(metricName: "Errors"))
                #expect(list.metrics.count == 3)
            }
        }
    }
}
