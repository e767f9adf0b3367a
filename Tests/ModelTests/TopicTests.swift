// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct TopicTests {
    private static let arn = "arn:aws:sns:us-east-1:111111111111:deploys"

    private static func world(_ endpoints: [(kind: String, address: String)] = []) throws -> World {
        var world = World()
        _ = try world.perform(CreateTopic(name: "deploys"))
        for (index, endpoint) in endpoints.enumerated() {
            _ = try world.model.subscribe(
                Subscribe(topicArn: arn, protocol: endpoint.kind, endpoint: endpoint.address),
                id: "s\(index)",
                token: "t\(index)",
                home: "http://127.0.0.1:4570"
            )
        }
        return world
    }

    private static func refusal(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? AWSFailure).map { "\($0.status) \($0.code): \($0.message)" }
        }
    }

    @Test func `creating a topic twice is creating it once`() throws {
        var world = try Self.world()
        #expect(try world.perform(CreateTopic(name: "deploys")).topicArn == Self.arn)
        #expect(try world.perform(ListTopics()).topics.map(\.topicArn) == [Self.arn])
        let other = Self.refusal {
            _ = try world.perform(CreateTopic(name: "deploys", attributes: ["DisplayName": "x"]))
        }
        #expect(other?.hasSuffix("Topic already exists with different attributes") == true)
        _ = try world.perform(DeleteTopic(topicArn: Self.arn))
        _ = try world.perform(DeleteTopic(topicArn: Self.arn))
        #expect(try world.perform(ListTopics()).topics == [])
    }

    @Test(arguments: [
        ("", "400 InvalidParameter: Invalid parameter: Topic Name"),
        ("a b", "400 InvalidParameter: Invalid parameter: Topic Name"),
        (
            "a.fifo",
            "400 InvalidParameter: Invalid parameter: FifoTopic Reason: FIFO topics are not "
                + "offered by this engine"
        ),
    ])
    func `a name that is none is refused`(name: String, refusal: String) {
        var world = World()
        #expect(Self.refusal { _ = try world.perform(CreateTopic(name: name)) } == refusal)
    }

    @Test func `an address of HTTP hears of nothing until it has confirmed`() throws {
        var world = try Self.world([("http", "http://127.0.0.1:1/x")])
        let publish = Publish(topicArn: Self.arn, message: "hello")
        #expect(try world.model.deliveries(of: publish, id: "m", at: world.now) == [])
        let listed = try world.perform(ListSubscriptionsByTopic(topicArn: Self.arn))
        #expect(listed.subscriptions.map(\.subscriptionArn) == ["PendingConfirmation"])
        let wrong = Self.refusal {
            _ = try world.perform(ConfirmSubscription(topicArn: Self.arn, token: "x"))
        }
        #expect(wrong == "400 InvalidParameter: Invalid parameter: Token")
        let confirmed = try world.perform(ConfirmSubscription(topicArn: Self.arn, token: "t0"))
        #expect(confirmed.subscriptionArn == Self.arn + ":s0")
        let sent = try world.model.deliveries(of: publish, id: "m", at: world.now)
        #expect(sent.map(\.subscription.endpoint) == ["http://127.0.0.1:1/x"])
        #expect(sent.first?.headers["x-amz-sns-message-type"] == "Notification")
        let body = try #require(sent.first.flatMap { WireJSON.value(of: $0.body) })
        guard case .map(let map) = body else { return }
        #expect(map["Message"] == .string("hello"))
        #expect(map["MessageAttributes"] == nil)
        _ = try world.perform(Unsubscribe(subscriptionArn: Self.arn + ":s0"))
        #expect(try world.model.deliveries(of: publish, id: "m", at: world.now) == [])
        let attributes = try world.perform(GetTopicAttributes(topicArn: Self.arn)).attributes
        #expect(attributes["SubscriptionsDeleted"] == "1")
    }

    @Test func `a function is sent an event, with what is sent beside the message`() throws {
        let function = "arn:aws:lambda:us-east-1:111111111111:function:orders"
        let world = try Self.world([("lambda", function)])
        let publish = Publish(
            topicArn: Self.arn,
            message: #"{"default":"d","lambda":"l"}"#,
            subject: "s",
            messageStructure: "json",
            messageAttributes: [
                "n": MessageAttributeValue(dataType: "Number", stringValue: "5"),
                "b": MessageAttributeValue(dataType: "Binary", binaryValue: Blob(utf8: "zip")),
            ]
        )
        let sent = try world.model.deliveries(of: publish, id: "m", at: world.now)
        #expect(sent.count == 1)
        let body = sent.first?.body ?? ""
        #expect(body.contains(#""Message":"l""#))
        #expect(body.contains(#""EventSource":"aws:sns""#))
        #expect(body.contains(#""b":{"Type":"Binary","Value":"emlw"}"#))
        #expect(body.contains(#""n":{"Type":"Number","Value":"5"}"#))
    }

    @Test(arguments: [
        (Publish(message: "x"), "400 InvalidParameter: Invalid parameter: TopicArn or TargetArn"),
        (
            Publish(topicArn: "x", message: "x"),
            "400 InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least "
                + "6 elements, not 1"
        ),
        (Publish(topicArn: arn + "s", message: "x"), "404 NotFound: Topic does not exist"),
        (
            Publish(topicArn: arn, message: ""),
            "400 InvalidParameter: Invalid parameter: Empty message"
        ),
        (
            Publish(topicArn: arn, message: "x", subject: "a\nb"),
            "400 InvalidParameter: Invalid parameter: Subject"
        ),
        (
            Publish(topicArn: arn, message: String(repeating: "x", count: 262_145)),
            "400 InvalidParameter: Invalid parameter: Message too long"
        ),
        (
            Publish(topicArn: arn, message: "{}", messageStructure: "json"),
            "400 InvalidParameter: Invalid parameter: Message Structure - No default entry in "
                + "JSON message body"
        ),
        (
            Publish(
                topicArn: arn,
                message: "x",
                messageAttributes: ["a": MessageAttributeValue(dataType: "String")]
            ),
            "400 ParameterValueInvalid: The message attribute 'a' must contain non-empty message "
                + "attribute value for message attribute type 'String'."
        ),
    ])
    func `what cannot be published is refused`(publish: Publish, refusal: String) throws {
        let world = try Self.world()
        let found = Self.refusal {
            _ = try world.model.deliveries(of: publish, id: "m", at: world.now)
        }
        #expect(found == refusal)
    }

    @Test(arguments: [
        ("https", "https://x", "this engine sends to http, lambda and sqs, not to https"),
        ("sqs", "http://q", "SQS endpoint ARN"),
        ("pigeon", "x", "does not support this protocol string: pigeon"),
        ("http", "https://x", "Endpoint must match the specified protocol"),
        ("lambda", "orders", "Lambda endpoint ARN"),
    ])
    func `an address that cannot be sent to is refused`(
        kind: String,
        address: String,
        text: String
    ) throws {
        let found = Self.refusal { _ = try Self.world([(kind, address)]) }
        #expect(found?.contains(text) == true)
    }

    @Test func `the same address twice is one subscription, and goes with its topic`() throws {
        var world = try Self.world([
            ("http", "http://a/"), ("http", "http://a/"), ("http", "http://b/"),
        ])
        #expect(try world.perform(ListSubscriptions()).subscriptions.count == 2)
        let changes = world.model.takeChanges()
        var replayed = LambdaModel(
            account: World.account,
            region: "us-east-1",
            settleTime: .zero,
            replaying: changes
        )
        #expect(
            replayed.topics.subscriptions.keys.sorted() == [Self.arn + ":s0", Self.arn + ":s2"]
        )
        replayed.apply(.topicRemoved(Self.arn))
        #expect(replayed.topics.subscriptions.isEmpty)
        _ = try world.perform(DeleteTopic(topicArn: Self.arn))
        #expect(try world.perform(ListSubscriptions()).subscriptions == [])
    }

    @Test func `pages hold a hundred topics`() throws {
        var world = World()
        for number in 100..<350 { _ = try world.perform(CreateTopic(name: "t\(number)")) }
        var names: [String] = []
        var token: String?
        repeat {
            let page = try world.perform(ListTopics(nextToken: token))
            #expect(page.topics.count <= 100)
            names += page.topics.compactMap(\.topicArn)
            token = page.nextToken
        } while token != nil
        #expect(names.count == 250)
        #expect(Set(names).count == 250)
    }
}
