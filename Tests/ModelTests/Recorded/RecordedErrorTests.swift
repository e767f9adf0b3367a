// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceModel
import SluiceWire
import Testing

/// Refusals that were recorded from AWS, against the model's own: status, code, type, the spelling
/// of the text's key, the text.
@Suite struct RecordedErrorTests {
    /// What the model does otherwise, and why; each is tried, and fails when it starts to work.
    static let otherwise: [String: (why: String, attempt: RecordedAttempt)] = {
        let vpc = "there is no EC2 here: every id of the right form is taken"
        let source = "there are no streams here: every one of the right form is taken"
        return [
            "create-response-non-existent-security-group": (
                vpc, create { $0.vpcConfig = VPCConfig(securityGroupIds: ["sg-1"]) }
            ),
            "create-response-non-existent-subnet-id": (
                vpc, create { $0.vpcConfig = VPCConfig(subnetIds: ["subnet-1"]) }
            ),
            "TestDynamoDBEventSourceMapping::test_esm_with_not_existing_dynamodb_stream error": (
                source, map("arn:aws:dynamodb:us-east-1:111111111111:table/none/stream/1")
            ),
            "TestKinesisSource::test_esm_with_not_existing_kinesis_stream error": (
                source, map("arn:aws:kinesis:us-east-1:111111111111:stream/none")
            ),
            "failured_create_fn_result_multi_key": (
                "AWS quotes the variables in the order of the request, the engine by name",
                RecordedAttempt.all["failured_create_fn_result_multi_key"] ?? create { _ in }
            ),
        ]
    }()

    /// What the model has no part in: `Tests/Clients/recorded_errors_test.py` asks the engine.
    static let engines: Set = [
        "invalid_zip_exc", "create-error-wrong-bucket", "create-error-wrong-key",
        "TestLambdaSizeLimits::test_oversized_lambda invalid_param_exc",
        "TestLambdaSizeLimits::test_oversized_request_create_lambda invalid_param_exc",
        "TestLambdaSizeLimits::test_oversized_zipped_create_lambda invalid_param_exc",
        "invoke_function_invalid_payload_body", "invoke_function_invalid_payload_message",
        "invoke_latest_first_exc", "test_esm_with_not_existing_sqs_queue error",
    ]

    private static func create(_ change: (inout CreateFunction) -> Void) -> RecordedAttempt {
        RecordedAttempt.creation(change)
    }

    private static func map(_ source: String) -> RecordedAttempt {
        RecordedAttempt(
            CreateEventSourceMapping(
                eventSourceArn: source,
                functionName: "orders",
                startingPosition: "LATEST"
            )
        )
    }

    private static func isOtherwise(_ row: RecordedRow) -> Bool {
        otherwise[row.key] != nil || otherwise[row.step] != nil
    }

    private static func isEngines(_ row: RecordedRow) -> Bool {
        engines.contains(row.key) || engines.contains(row.step)
    }

    static let rows = RecordedRow.all.filter { !isOtherwise($0) && !isEngines($0) }

    /// What is refused, as it stands on the wire.
    private func failure(
        of attempt: RecordedAttempt,
        _ row: RecordedRow
    ) throws -> AWSFailure? {
        var world = try World.settled(versions: 2)
        do {
            try attempt.run(&world, row)
        } catch let failure as AWSFailure {
            return failure
        }
        return nil
    }

    @Test func `every recorded refusal is tried, or it is said why not`() {
        #expect(RecordedRow.all.count == 166)
        let untried = Self.rows.filter { RecordedAttempt.of($0) == nil }.map(\.key)
        #expect(untried == [])
        let known = Set(RecordedRow.all.flatMap { [$0.key, $0.step] })
        #expect(Set(RecordedAttempt.all.keys).subtracting(known) == [])
        #expect(Set(Self.otherwise.keys).union(Self.engines).subtracting(known) == [])
    }

    /// What stands on the compatibility page between its heading and the next.
    @Test func `the page lists what differs, row by row`() throws {
        let lambda = Self.otherwise.flatMap { key, known in
            RecordedRow.all.filter { $0.key == key || $0.step == key }.map { row in
                "| Lambda | `\(row.key)` | \(known.why) |"
            }
        }
        let watch = RecordedCloudWatchTests.rows.compactMap { row in
            RecordedCloudWatchTests.excused[row.step].map { why in
                "| CloudWatch | `\(row.test) \(row.step)` | \(why) |"
            }
        }
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../..").standardizedFileURL
        let page = try String(
            contentsOf: root.appending(path: "docs/reference/compatibility.md"),
            encoding: .utf8
        )
        let section =
            page.components(separatedBy: "\n## ")
            .first { $0.hasPrefix("Recorded refusals\n") } ?? ""
        let told = section.split(separator: "\n").map(String.init)
            .filter { $0.hasPrefix("| Lambda") || $0.hasPrefix("| CloudWatch") }
        let expected = (lambda + watch).sorted()
        #expect(told == expected, "\(expected.joined(separator: "\n"))")
    }

    @Test(arguments: rows)
    func `a refusal says what AWS said`(row: RecordedRow) throws {
        let attempt = try #require(RecordedAttempt.of(row))
        let failure = try #require(try failure(of: attempt, row))
        #expect(failure.message == row.message(with: attempt.names))
        #expect(failure.code == row.code)
        let answer = WireCodec.answer(
            failure,
            service: .lambda,
            by: .restJSON,
            requestID: "id"
        )
        #expect(answer.status == row.status)
        let text = String(decoding: answer.body, as: UTF8.self)
        guard case .map(let body)? = WireJSON.value(of: text) else {
            Issue.record("no JSON: \(text)")
            return
        }
        #expect(body["Type"] == row.type.map { .string($0) })
        #expect(body["Reason"] == row.reason.map { .string($0) })
        if let key = row.messageKey {
            #expect(body[key] != nil)
            #expect(body[key == "message" ? "Message" : "message"] == nil)
        }
    }

    @Test(arguments: RecordedRow.all.filter(isOtherwise))
    func `what is known to differ still differs`(row: RecordedRow) throws {
        let known = try #require(Self.otherwise[row.key] ?? Self.otherwise[row.step])
        let failure = try failure(of: known.attempt, row)
        #expect(failure?.message != row.message(with: known.attempt.names), "\(known.why)")
    }
}
