// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct LogRecordTests {
    @Test(arguments: [
        ("2026/01/01/[42]0f3a", "42"), ("2026/01/01/orders[42]0f3a", "42"),
        ("2026/01/01/[$LATEST]0f3a", "$LATEST"), ("2026/01/01/invoices[42]0f3a", nil),
        ("one of the user's own", nil), ("2026/01/01/]42[", nil), ("", nil),
    ])
    func `the name of a stream tells its version`(stream: String, version: String?) {
        #expect(LogRecord.version(in: stream, of: "orders")?.name == version)
    }

    private static let id = "8f5ea0a5-4b4f-4e0b-8c57-6d0d5e5b8f9a"

    @Test(arguments: [
        (
            "REPORT RequestId: a-1\tDuration: 12.34 ms\tBilled Duration: 13 ms\t",
            CallReport(request: "a-1", milliseconds: 12.34)
        ),
        (
            "REPORT RequestId: a-1\tDuration: 3000.00 ms\tMax Memory Used: 9 MB\tStatus: timeout",
            CallReport(request: "a-1", milliseconds: 3000, hasFailed: true)
        ),
        (
            #"{"time":"t","type":"platform.report","record":{"requestId":"a-1","#
                + #""metrics":{"durationMs":8},"status":"error"}}"#,
            CallReport(request: "a-1", milliseconds: 8, hasFailed: true)
        ),
        (
            #"{"type":"platform.report","record":{"requestId":"a-1","status":"success"}}"#,
            CallReport(request: "a-1")
        ),
    ])
    func `the platform's report tells a call's end`(text: String, report: CallReport) {
        #expect(LogRecord(text: text).report == report)
    }

    @Test(arguments: [
        "END RequestId: a-1", "REPORT", "{\"type\":\"platform.report\"}", "{", "",
        #"{"type":"platform.runtimeDone","record":{"requestId":"a-1","status":"error"}}"#,
    ])
    func `anything else is no report`(text: String) { #expect(LogRecord(text: text).report == nil) }

    @Test(arguments: [
        (#"{"status":500,"requestId":"a-1"}"#, "a-1"),
        (#"{"status":500,"AWSRequestId":"a-1"}"#, "a-1"),
        (#"{"type":"platform.start","record":{"requestId":"a-1"}}"#, "a-1"),
        ("2026-01-01T00:00:00Z\t\(id)\tERROR\toops", id),
        ("[ERROR] KeyError: 'tenant'", nil), (#"{"status":500}"#, nil),
    ])
    func `a record names its call in the ways of the runtimes`(text: String, request: String?) {
        #expect(LogRecord(text: text).request == request)
    }

    @Test func `an answer's tail names its call`() {
        // START …, END …, REPORT RequestId: a-1 with a duration of 5 ms.
        let tail =
            "U1RBUlQgUmVxdWVzdElkOiBhLTEgVmVyc2lvbjogNDIKUkVQT1JUIFJlcXVlc3RJZDogYS0xCUR1cmF0aW9uOiA1LjAwIG1zCQo="
        #expect(CallReport(tail: tail) == CallReport(request: "a-1", milliseconds: 5))
        #expect(CallReport(tail: nil) == nil)
        #expect(CallReport(tail: "%") == nil)
    }
}
