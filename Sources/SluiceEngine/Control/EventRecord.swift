// SPDX-License-Identifier: Apache-2.0
import NIOCore
import SluiceBase
import SluiceWire

/// What a destination is told of an event that is done with.
struct EventRecord {
    /// Why it is done with.
    enum Condition: String, Sendable {
        case success = "Success"
        case retriesExhausted = "RetriesExhausted"
        case tooOld = "EventAgeExceeded"
        case zeroConcurrency = "ZeroReservedConcurrency"
    }

    let event: QueuedEvent
    let condition: Condition
    /// The function's ARN as it was asked for, always with a qualifier.
    let arn: String
    let answer: InvokeAnswer
    let now: Timestamp

    /// The record as JSON.
    var text: String {
        var record: WireMap = [
            "version": .string("1.0"),
            "timestamp": .string(now.iso8601),
            "requestContext": .map([
                "requestId": .string(event.id),
                "functionArn": .string(arn),
                "condition": .string(condition.rawValue),
                "approximateInvokeCount": .integer(Int64(attempts)),
            ]),
            "requestPayload": Self.value(event.payload),
        ]
        guard attempts > 0 else { return WireJSON.text(of: .map(record)) }
        var context: WireMap = ["statusCode": .integer(200)]
        context["executedVersion"] = answer.executedVersion.map { .string($0) }
        switch answer.outcome {
        case .returned(let body):
            record["responseContext"] = .map(context)
            record["responsePayload"] = Self.value(Array(body.readableBytesView))
        case .functionError(let body):
            context["functionError"] = .string("Unhandled")
            record["responseContext"] = .map(context)
            record["responsePayload"] = Self.value(Array(body.readableBytesView))
        case .refused: break
        }
        return WireJSON.text(of: .map(record))
    }

    /// How often the function ran.
    private var attempts: Int {
        if case .refused = answer.outcome { return event.failures }
        return event.failures + 1
    }

    private static func value(_ bytes: [UInt8]) -> WireValue {
        if bytes.isEmpty { return .map([:]) }
        let text = String(decoding: bytes, as: UTF8.self)
        return WireJSON.value(of: text) ?? .string(text)
    }
}
