// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension RecordedAttempt {
    private static let queue = "arn:aws:sqs:us-east-1:111111111111:queue"
    private static let table = "arn:aws:dynamodb:us-east-1:111111111111:table/t/stream/s"
    private static let stream = "arn:aws:kinesis:us-east-1:111111111111:stream/s"

    private static func mapping(
        _ source: String?,
        function: String = "orders",
        position: String? = nil,
        _ change: (inout CreateEventSourceMapping) -> Void = { _ in }
    ) -> CreateEventSourceMapping {
        var mapping = CreateEventSourceMapping(
            eventSourceArn: source,
            functionName: function,
            startingPosition: position
        )
        change(&mapping)
        return mapping
    }

    private static func kafka(_ servers: [String], access: Bool = true) -> CreateEventSourceMapping
    {
        mapping(nil) {
            $0.selfManagedEventSource = SelfManagedSource(
                endpoints: ["KAFKA_BOOTSTRAP_SERVERS": servers]
            )
            $0.topics = ["topic"]
            if access {
                $0.sourceAccessConfigurations = [SourceAccess(type: "BASIC_AUTH", uri: "secret")]
            }
        }
    }

    /// The second of two that are the same names the first one's id.
    private static func twice(
        _ mapping: CreateEventSourceMapping,
        _ names: [String: String]
    ) -> RecordedAttempt {
        var names = names
        // The first id that the world's chance gives.
        var world = try? World.settled(versions: 2)
        let id = try? world?.perform(mapping).uuid
        names["<uuid:1>"] = id ?? "none"
        names["<uuid:2>"] = id ?? "none"
        return RecordedAttempt(names) { world, _ in
            _ = try world.perform(mapping)
            _ = try world.perform(mapping)
        }
    }

    static let mappings: [String: RecordedAttempt] = checks.merging(duplicates) { $1 }

    private static let checks: [String: RecordedAttempt] = [
        "create_no_event_source_arn": RecordedAttempt(mapping(nil)),
        "create_unknown_params": RecordedAttempt(mapping(queue, function: "doesnotexist")),
        "no_starting_position": RecordedAttempt(mapping(stream)),
        "invalid_starting_position": RecordedAttempt(mapping(stream, position: "invalid")),
        "incompatible_starting_position": RecordedAttempt(
            ["<table-name>": "t", "<stream-name>": "s"],
            mapping(table, position: "AT_TIMESTAMP")
        ),
        "destination_config_failure": RecordedAttempt(
            mapping(queue) {
                $0.destinationConfig = DestinationConfig(
                    onFailure: Destination(destination: queue)
                )
            }
        ),
        "exception_event_source_creation": RecordedAttempt(
            mapping(table, position: "LATEST") {
                $0.filterCriteria = FilterCriteria(
                    filters: [RecordFilter(pattern: "single-string")]
                )
            }
        ),
        "missing-source-access-configuration": RecordedAttempt(
            kafka(["kafka:1000"], access: false)
        ),
        "invalid-update-event-source-mapping": RecordedAttempt { world, _ in
            let id = try world.perform(mapping(queue)).uuid ?? ""
            _ = try world.perform(UpdateEventSourceMapping(uuid: id, batchSize: 11))
        },
    ]

    private static let duplicates: [String: RecordedAttempt] = [
        "TestSQSEventSourceMapping::test_duplicate_event_source_mappings error": twice(
            mapping(queue),
            ["<resource:1>": "queue", "<resource:2>": "orders"]
        ),
        "TestDynamoDBEventSourceMapping::test_duplicate_event_source_mappings error": twice(
            mapping(table, position: "LATEST"),
            ["<resource:1>": "t", "<resource:2>": "s", "<resource:3>": "orders"]
        ),
        "TestKinesisSource::test_duplicate_event_source_mappings error": twice(
            mapping(stream, position: "LATEST"),
            ["<resource:1>": "s", "<resource:2>": "orders"]
        ),
        "duplicate-source": twice(kafka(["kafka:1000"]), ["<resource:1>": "orders"]),
        "multiple-duplicate-source": twice(
            kafka(["kafka:1000", "kafka:2000"]),
            ["<resource:1>": "orders"]
        ),
    ]
}
