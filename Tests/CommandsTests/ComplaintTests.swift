// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceEngine
import SluiceWire
import Testing

@testable import SluiceCommands

@Suite struct ComplaintTests {
    static let complaint = Complaint(
        "alias live of orders was changed by someone else",
        why: ["expected revision 7c1f, found 91aa"],
        now: ["traffic is v41 90 %, v42 10 %; Sluice changed nothing"],
        next: ["sluice status orders", "sluice resume r-0192"],
        exit: .refused
    )

    @Test(arguments: [false, true])
    func `a complaint has four parts`(isColoured: Bool) throws {
        let lines = ComplaintText.lines(Self.complaint, style: TextStyle(isColoured: isColoured))
        let text = lines.joined(separator: "\n").replacing("\u{1b}", with: "ESC")
        try Snapshot.expect(text, isColoured ? "complaint-coloured" : "complaint")
    }

    @Test func `what is no error has a label of its own`() {
        let lines = ComplaintText.lines(
            Complaint("rollout r-1 was left open"),
            style: TextStyle(isColoured: false),
            label: "open"
        )
        #expect(lines == ["open: rollout r-1 was left open"])
    }

    @Test func `the same complaint as one JSON document`() throws {
        #expect(
            try JSONText.line(ErrorDocument(Self.complaint)) == #"""
                {"error":{"next":["sluice status orders","sluice resume r-0192"],"now":"traffic is v41 90 %, v42 10 %; Sluice changed nothing","what":"alias live of orders was changed by someone else","why":"expected revision 7c1f, found 91aa"},"exit":12}
                """#
        )
    }

    @Test func `what comes next can be pasted: remarks are comments, and none in JSON`() throws {
        let complaint = Complaint("no", next: ["sluice abort r-1   ends it", "sluice status"])
        #expect(
            complaint.text == """
                error: no
                  next   sluice abort r-1   # ends it
                         sluice status
                """
        )
        #expect(ErrorDocument(complaint).error.next == ["sluice abort r-1", "sluice status"])
    }

    @Test func `whatever is thrown says where the traffic is and what comes next`() {
        struct Odd: Error {}
        let errors: [any Error] = [
            Odd(), CancellationError(), EngineError.portTaken(host: "127.0.0.1", port: 1),
            AWSFailure(code: "AccessDenied", message: "no", status: 403),
            EngineError.dataIsNewer(directory: "/data"),
            EngineError.dataInUse(directory: "/data"),
        ]
        for error in errors {
            let complaint = Composition.complaint(about: error)
            #expect(!complaint.what.isEmpty && !complaint.now.isEmpty && !complaint.next.isEmpty)
        }
    }

    @Test(arguments: [
        ("NoRegion", 64, "no region is set"),
        ("NoCredentials", 1, "no credentials were found"),
        ("NoProfile", 64, "the AWS settings cannot be used"),
        ("NoConnection", 1, "nobody answers at http://127.0.0.1:9"),
    ])
    func `settings that are missing are told by name`(code: String, exit: Int32, what: String) {
        let failure = AWSFailure(kind: .notSent, code: code, message: "m")
        let complaint = Cloud.complaint(failure, endpoint: "http://127.0.0.1:9")
        #expect(complaint.what == what)
        #expect(complaint.exit.rawValue == exit)
    }

    @Test func `usage is complained of with the verb's help`() {
        let complaint = UsageComplaint.make(
            message: "Unknown option '--x'",
            arguments: ["deploy", "staging", "--x"]
        )
        #expect(complaint.what == "unknown option '--x'")
        #expect(complaint.next == ["sluice deploy --help"])
        #expect(complaint.exit == .usage)
    }

    @Test(arguments: [
        (["deploy", "--output", "json"], OutputFormat.json),
        (["deploy", "--output=json"], .json),
        (["deploy", "--output", "text"], .text),
        (["--output"], .text),
    ])
    func `the form of a complaint is found without understanding the rest`(
        arguments: [String],
        format: OutputFormat
    ) {
        #expect(UsageComplaint.settings(arguments).output == format)
    }
}
