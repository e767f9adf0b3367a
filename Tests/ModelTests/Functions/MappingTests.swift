// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire
import Testing

@Suite struct MappingTests {
    private let queue = "arn:aws:sqs:us-east-1:111111111111:jobs"
    private let stream = "arn:aws:kinesis:us-east-1:111111111111:stream/s"

    private func made(_ world: inout World) throws -> String {
        let mapping = try world.perform(
            CreateEventSourceMapping(eventSourceArn: queue, functionName: "orders")
        )
        return try #require(mapping.uuid)
    }

    @Test func `a mapping goes through the states that its changes bring`() throws {
        var world = try World.settled()
        let id = try made(&world)
        func state(_ world: inout World) throws -> String? {
            try world.perform(GetEventSourceMapping(uuid: id)).state
        }
        #expect(try state(&world) == "Creating")
        world.wait()
        #expect(try state(&world) == "Enabled")
        _ = try world.perform(UpdateEventSourceMapping(uuid: id, enabled: false))
        #expect(try state(&world) == "Disabling")
        world.wait()
        #expect(try state(&world) == "Disabled")
        _ = try world.perform(UpdateEventSourceMapping(uuid: id, enabled: true))
        #expect(try state(&world) == "Enabling")
        world.wait()
        _ = try world.perform(UpdateEventSourceMapping(uuid: id, batchSize: 5))
        #expect(try state(&world) == "Updating")
        world.wait()
        #expect(try world.perform(DeleteEventSourceMapping(uuid: id)).state == "Deleting")
        #expect(try state(&world) == "Deleting")
        world.wait()
        #expect(throws: AWSFailure.self) { try state(&world) }
        #expect(world.model.mappings.isEmpty)
    }

    @Test func `a mapping in the midst of a change cannot be changed or deleted`() throws {
        var world = try World.settled()
        let id = try made(&world)
        let update = #expect(throws: AWSFailure.self) {
            try world.perform(UpdateEventSourceMapping(uuid: id, batchSize: 5))
        }
        #expect(update?.code == "ResourceInUseException")
        let delete = #expect(throws: AWSFailure.self) {
            try world.perform(DeleteEventSourceMapping(uuid: id))
        }
        #expect(
            delete?.message == "Cannot delete the event source mapping because it is in use."
        )
    }

    @Test func `who changed a state is said in the words of the source`() throws {
        var world = try World.settled()
        let id = try made(&world)
        let ofQueue = try world.perform(GetEventSourceMapping(uuid: id))
        #expect(ofQueue.stateTransitionReason == "USER_INITIATED")
        let ofStream = try world.perform(
            CreateEventSourceMapping(
                eventSourceArn: stream,
                functionName: "orders",
                startingPosition: "LATEST"
            )
        )
        #expect(ofStream.stateTransitionReason == "User action")
    }

    @Test func `what only streams have is refused for a queue`() throws {
        var world = try World.settled()
        let positioned = #expect(throws: AWSFailure.self) {
            try world.perform(
                CreateEventSourceMapping(
                    eventSourceArn: queue,
                    functionName: "orders",
                    startingPosition: "LATEST"
                )
            )
        }
        #expect(positioned?.message == "StartingPosition is not valid for SQS event sources.")
        let many = #expect(throws: AWSFailure.self) {
            try world.perform(
                CreateEventSourceMapping(
                    eventSourceArn: queue,
                    functionName: "orders",
                    scalingConfig: ScalingConfig(maximumConcurrency: 1)
                )
            )
        }
        #expect(many?.code == "ValidationException")
    }

    @Test func `a cluster's consumers have a group`() throws {
        var world = try World.settled()
        let mapping = try world.perform(
            CreateEventSourceMapping(
                eventSourceArn: "arn:aws:kafka:us-east-1:111111111111:cluster/c/1",
                functionName: "orders",
                startingPosition: "LATEST",
                topics: ["t"],
                metricsConfig: MappingMetrics(metrics: ["EventCount"])
            )
        )
        #expect(mapping.amazonManagedKafkaEventSourceConfig?.consumerGroupId?.count == 36)
        #expect(mapping.metricsConfig?.metrics == ["EventCount"])
    }
}
