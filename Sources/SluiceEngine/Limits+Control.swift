// SPDX-License-Identifier: Apache-2.0

import SluiceBase

extension Limits {
    /// Bytes of a request to create a function, its package in base64 included.
    static let createRequestBytesMax = 70_167_211
    /// How often a queue is looked at by who waits for its messages.
    static let queuePollInterval = Duration.milliseconds(50)
    /// Pairs of account and region.
    static let realmsMax = 64
    /// Bytes of the file that names the realm of the databases at the root.
    static let realmFileBytesMax = 64
    /// Signs of a region's name.
    static let regionNameMax = 32
    /// Bytes of the payload of an event.
    static let eventBytesMax = 1_048_576
    /// Events that are accepted and not done; further ones are refused.
    static let eventsMax = 100_000
    /// Events that run at once.
    static let eventsInFlightMax = 64
    /// Times that a function gets to fail at an event, after the first.
    static let eventRetriesMax = 2
    /// How long an event waits before the first retry, unless said otherwise.
    static let eventRetryWait = Duration.seconds(1)
    /// How long an event that cannot run is tried again.
    static let eventAgeMax = Duration.seconds(6 * 3600)
    /// Characters of an error that a dead letter carries.
    static let deadLetterErrorMax = 1_024
    /// How long a message is tried whose address does not take it.
    static let messageAgeMax = Duration.seconds(3600)
    /// The longest pause between two tries of an event that cannot run.
    static let eventBackOffMax = Duration.seconds(300)
    /// Log events that are kept; the oldest go first.
    static let logEventsMax = 400_000
    /// Characters of one log event.
    static let logMessageCharactersMax = 262_144
    /// Log events in one answer.
    static let logPageEventsMax = 10_000
    /// Messages that are published in one request, as in SNS.
    static let publishBatchMax = 10
    /// What each stored event counts beside its text, as CloudWatch counts.
    static let logEventOverheadBytes = 26
    /// Log groups or streams in one answer.
    static let logPageItemsMax = 50
    /// Bytes of the messages in one answer; one message is always answered.
    static let logPageBytesMax = 1_048_576
    /// Groups that clients may make.
    static let logGroupsMax = 10_000
    /// Streams that clients may make, and of those without events how many are kept.
    static let logStreamsMax = 100_000
    /// Log events that one filtering answer looks at.
    static let logEventsScannedMax = 100_000
    /// Seconds that an address signed beforehand may be good.
    static let presignedSecondsMax: Int64 = 604_800
    /// How often metrics and logs are fetched from the invoke path.
    static let drainInterval = Duration.seconds(1)
    /// How often workers are looked at that are being made ready.
    static let allocationInterval = Duration.milliseconds(50)
    /// How often metrics are made coarser as they grow old.
    static let metricCompactInterval = Duration.seconds(300)
    /// Items of the history of alarms that are kept on the disk.
    static let alarmEventsKept = 5_000
    /// Answers of single reads that are remembered until the next change.
    static let answersMax = 256
    /// Bytes of a request's body, unpacked.
    static let unpackedBytesMax = 16_777_216
}
