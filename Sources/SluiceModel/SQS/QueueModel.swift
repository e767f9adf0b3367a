// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

/// The queues of all accounts and regions, as a value: their ARNs tell them apart.
///
/// It has no clock and makes no sums: a call brings the time, and messages with theirs.
public struct QueueModel: Sendable {
    /// The queues by ARN.
    public var queues = Shelf<QueueRecord>("queue")
    /// The messages by queue and number.
    public var messages = Shelf<StoredMessage>("message")
    /// What FIFO queues take no second time, by queue and id.
    public var sent = Shelf<SentMessage>("sent")
    /// When what is too old was last taken out of `sent`.
    var sentSweptAt = Timestamp(second: 0)
    /// The numbers of each queue's messages, ascending.
    private var order: [String: [Int]] = [:]
    private(set) var lastNumber = 0

    /// Makes an engine without queues.
    public init() {}

    /// Finds the order of messages that were put back.
    public mutating func index() {
        order = Dictionary(grouping: messages.records.values, by: \.queue)
            .mapValues { $0.map(\.number).sorted() }
        lastNumber = max(lastNumber, order.values.compactMap(\.last).max() ?? 0)
    }

    /// Takes what changed as kept.
    public mutating func settle() {
        queues.settle()
        messages.settle()
        sent.settle()
    }

    /// Takes back what changed and is not kept.
    public mutating func revert() {
        queues.revert()
        messages.revert()
        sent.revert()
        index()
    }

    /// The queue of an ARN.
    ///
    /// - Throws: 400 `NonExistentQueue`.
    public func queue(_ arn: String) throws(AWSFailure) -> QueueRecord {
        guard let queue = queues[arn] else { throw .noSuchQueue }
        return queue
    }

    /// Creates a queue; the same one again is answered as it is.
    public mutating func create(
        _ arn: String,
        _ request: CreateQueue,
        at now: Timestamp
    ) throws(AWSFailure) {
        let attributes = request.attributes ?? [:]
        let isFIFO = attributes["FifoQueue"] == "true"
        try QueueRules.check(name: request.queueName, isFIFO: isFIFO)
        try QueueRules.check(attributes, isFIFO: isFIFO)
        if let present = queues[arn] {
            let shown = present.shownAttributes
            for (name, value) in attributes where shown[name] != value {
                throw .sqs(
                    "QueueAlreadyExists",
                    "A queue already exists with the same name and a different value for attribute "
                        + name
                )
            }
            return
        }
        guard queues.records.count < Limits.queuesMax else {
            throw .sqs("OverLimit", "This engine keeps at most \(Limits.queuesMax) queues.")
        }
        let queue = QueueRecord(
            arn: arn,
            attributes: attributes,
            tags: request.tags ?? [:],
            createdAt: now,
            modifiedAt: now
        )
        try checkRedrive(of: queue)
        queues[arn] = queue
    }

    /// Deletes a queue with its messages.
    public mutating func delete(_ arn: String) throws(AWSFailure) {
        _ = try queue(arn)
        try purge(arn)
        for key in sent.records.keys where key.hasPrefix(arn + "#") { sent[key] = nil }
        queues[arn] = nil
    }

    /// Deletes all messages of a queue.
    public mutating func purge(_ arn: String) throws(AWSFailure) {
        _ = try queue(arn)
        for number in order[arn] ?? [] { messages[Self.key(arn, number)] = nil }
        order[arn] = nil
    }

    /// Sets attributes of a queue; an empty text takes one away.
    public mutating func set(
        _ attributes: [String: String],
        of arn: String,
        at now: Timestamp
    ) throws(AWSFailure) {
        var queue = try queue(arn)
        try QueueRules.check(attributes.filter { !$0.value.isEmpty }, isFIFO: queue.isFIFO)
        for (name, value) in attributes { queue.attributes[name] = value.isEmpty ? nil : value }
        queue.modifiedAt = now
        if attributes["RedrivePolicy"] != nil { try checkRedrive(of: queue) }
        queues[arn] = queue
    }

    /// Changes the tags of a queue.
    public mutating func tag(
        _ arn: String,
        adding tags: [String: String],
        removing keys: [String]
    ) throws(AWSFailure) {
        var queue = try queue(arn)
        queue.tags.merge(tags) { $1 }
        for key in keys { queue.tags[key] = nil }
        guard queue.tags.count <= Limits.tagsMax else {
            throw .sqs("InvalidParameterValue", "Too many tags added for queue \(queue.name).")
        }
        queues[arn] = queue
    }

    /// Puts a message at the end of a queue.
    ///
    /// - Parameters:
    ///   - content: the message.
    ///   - arn: the queue.
    ///   - delay: seconds for which nobody receives it; the queue's own time without it.
    ///   - now: the time.
    ///   - contentID: makes the id by which a queue knows a message by its content.
    /// - Returns: the message as it is kept; the first one, if a FIFO queue has it already.
    /// - Throws: what SQS refuses.
    @discardableResult
    public mutating func send(
        _ content: StoredMessage.Content,
        to arn: String,
        delay: Int?,
        at now: Timestamp,
        contentID: () -> String = { "" }
    ) throws(AWSFailure) -> StoredMessage.Content {
        let queue = try queue(arn)
        try check(content, in: queue)
        var content = content
        let first = try order(&content, in: queue, delay: delay, at: now, contentID)
        if let first { return first }
        if let delay, !(0...900).contains(delay) {
            throw .sqs(
                "InvalidParameterValue",
                "Value \(delay) for parameter DelaySeconds is invalid. Reason: DelaySeconds must be "
                    + ">= 0 and <= 900."
            )
        }
        let pause = Duration.seconds(delay ?? queue.number("DelaySeconds"))
        add(content, to: arn, sentAt: now, visibleAt: now.advanced(by: pause))
        return content
    }

    private func check(_ content: StoredMessage.Content, in queue: QueueRecord) throws(AWSFailure) {
        guard !content.body.isEmpty else {
            throw .sqs("MissingParameter", "The request must contain the parameter MessageBody.")
        }
        try QueueRules.check(content)
        let bytes = content.attributes.reduce(content.body.utf8.count) { sum, entry in
            sum + entry.key.utf8.count + entry.value.dataType.utf8.count
                + (entry.value.stringValue?.utf8.count ?? entry.value.binaryValue?.bytes.count ?? 0)
        }
        let most = queue.number("MaximumMessageSize")
        guard bytes <= most else {
            throw .sqs(
                "InvalidParameterValue",
                "One or more parameters are invalid. Reason: Message must be shorter than \(most) "
                    + "bytes."
            )
        }
        guard order[queue.arn, default: []].count < Limits.queueMessagesMax else {
            throw .sqs(
                "OverLimit",
                "This engine keeps at most \(Limits.queueMessagesMax) messages in a queue."
            )
        }
    }

    private mutating func add(
        _ content: StoredMessage.Content,
        to arn: String,
        sentAt: Timestamp,
        visibleAt: Timestamp
    ) {
        lastNumber += 1
        messages[Self.key(arn, lastNumber)] = StoredMessage(
            number: lastNumber,
            queue: arn,
            content: content,
            sentAt: sentAt,
            visibleAt: visibleAt
        )
        order[arn, default: []].append(lastNumber)
    }

    /// Receives messages: for a time nobody else does.
    ///
    /// - Parameters:
    ///   - arn: the queue.
    ///   - most: how many at most.
    ///   - seconds: for how long; the queue's own time without it.
    ///   - now: the time.
    ///   - handle: makes what each message is deleted by.
    /// - Returns: the messages as they are from now on.
    /// - Throws: 400 `NonExistentQueue`.
    public mutating func receive(
        from arn: String,
        most: Int,
        hiddenFor seconds: Int?,
        at now: Timestamp,
        handle: () -> String
    ) throws(AWSFailure) -> [StoredMessage] {
        let queue = try queue(arn)
        let end = now.advanced(by: .seconds(seconds ?? queue.number("VisibilityTimeout")))
        let oldest = now.advanced(by: .seconds(-queue.number("MessageRetentionPeriod")))
        var received: [StoredMessage] = []
        // Of a group in order nobody receives the next while someone has the one before.
        var waiting: Set<String> = []
        for number in order[arn] ?? [] where received.count < most {
            guard var message = messages[Self.key(arn, number)] else { continue }
            if message.sentAt < oldest {
                remove(message)
                continue
            }
            let group = queue.isFIFO ? message.content.group : nil
            if let group, waiting.contains(group) { continue }
            guard message.visibleAt <= now else {
                if let group { waiting.insert(group) }
                continue
            }
            if let (target, receives) = queue.redrive, message.receives >= receives,
                queues[target] != nil
            {
                remove(message)
                add(message.content, to: target, sentAt: message.sentAt, visibleAt: now)
                continue
            }
            message.receives += 1
            message.firstReceivedAt = message.firstReceivedAt ?? now
            message.visibleAt = end
            message.handle = "\(number)-\(handle())"
            messages[Self.key(arn, number)] = message
            received.append(message)
        }
        return received
    }

    /// Deletes the message of a handle; one that is gone is no error.
    public mutating func delete(handle: String, from arn: String) throws(AWSFailure) {
        _ = try queue(arn)
        if let message = try message(of: handle, in: arn) { remove(message) }
    }

    /// Sets how long nobody else receives the message of a handle.
    public mutating func hide(
        handle: String,
        in arn: String,
        seconds: Int,
        at now: Timestamp
    ) throws(AWSFailure) {
        _ = try queue(arn)
        guard (0...43_200).contains(seconds) else {
            throw .sqs(
                "InvalidParameterValue",
                "Value \(seconds) for parameter VisibilityTimeout is invalid. Reason: Must be between "
                    + "0 and 43200, if provided."
            )
        }
        guard var message = try message(of: handle, in: arn) else {
            throw .sqs(
                "InvalidParameterValue",
                "Value \(handle) for parameter ReceiptHandle is invalid. Reason: Message does not "
                    + "exist or is not available for visibility timeout change."
            )
        }
        message.visibleAt = now.advanced(by: .seconds(seconds))
        messages[Self.key(arn, message.number)] = message
    }

    /// How many messages of a queue can be received, are being worked on, and are delayed.
    public func counts(of arn: String, at now: Timestamp) -> (ready: Int, taken: Int, delayed: Int)
    {
        (order[arn] ?? []).reduce(into: (0, 0, 0)) { counts, number in
            guard let message = messages[Self.key(arn, number)] else { return }
            if message.visibleAt <= now {
                counts.0 += 1
            } else if message.receives > 0 {
                counts.1 += 1
            } else {
                counts.2 += 1
            }
        }
    }

    private func message(of handle: String, in arn: String) throws(AWSFailure) -> StoredMessage? {
        // A handle begins with the message's number.
        guard let number = Int(handle.prefix { $0 != "-" }) else {
            throw .sqs(
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"\(handle)\" is not a valid receipt handle."
            )
        }
        guard let message = messages[Self.key(arn, number)], !message.handle.isEmpty else {
            return nil
        }
        return message
    }

    private mutating func remove(_ message: StoredMessage) {
        messages[Self.key(message.queue, message.number)] = nil
        order[message.queue]?.removeAll { $0 == message.number }
    }

    private static func key(_ arn: String, _ number: Int) -> String { "\(arn)#\(number)" }
}

extension QueueRecord {
    /// All attributes that are shown whether they were set or not.
    public var shownAttributes: [String: String] {
        var all = attributes
        for name in QueueRules.numbers.keys { all[name] = String(number(name)) }
        all["SqsManagedSseEnabled"] = attributes["SqsManagedSseEnabled"] ?? "true"
        guard isFIFO else { return all }
        return all.merging(QueueRules.fifoStandards) { own, _ in own }
    }
}
