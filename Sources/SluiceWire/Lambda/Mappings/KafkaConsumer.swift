// SPDX-License-Identifier: Apache-2.0

/// How topics of Kafka are read.
public struct KafkaConsumer: Codable, Hashable, Sendable {
    /// The consumers' group.
    public var consumerGroupId: String?

    /// Makes one from its parts.
    public init(consumerGroupId: String? = nil) {
        self.consumerGroupId = consumerGroupId
    }
}
