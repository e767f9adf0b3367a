// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// What Lambda itself writes into a function's log: a line of text, or a JSON object.
enum PlatformRecord {
    /// A worker begins to initialise.
    case initStart(runtime: String, arn: String, isProvisioned: Bool)
    /// An initialisation outside of an invocation failed.
    case initReport(InitReport)
    /// An invocation began.
    case start(String, version: String)
    /// An invocation ended.
    case end(String, Report)
    /// What an invocation took.
    case report(String, Report)

    /// What is said of a failed initialisation.
    struct InitReport {
        var milliseconds: Double
        var status: String
        var errorType: String?
        var isProvisioned: Bool
    }

    /// What is said of an invocation.
    struct Report {
        var milliseconds: Double
        var initMilliseconds: Double?
        var memoryMegabytes: Int
        var usedMegabytes: Int
        /// `error` or `timeout` when Lambda itself ended it.
        var status: String?
        var errorType: String?
        /// Whether the function failed by its own account, which only the JSON form tells.
        var isFailed = false
        var producedBytes = 0
    }

    /// The record as this log takes it; `nil` when its level is not wanted.
    func line(in style: LogStyle, at time: @autoclosure () -> Timestamp) -> String? {
        if case .initStart(let runtime, _, _) = self, runtime.isEmpty { return nil }  // an image
        guard style.isJSON else { return text }
        return level < style.system ? nil : json(at: time())
    }

    // MARK: Text

    /// The record as a line of text.
    var text: String {
        switch self {
        case .initStart(let runtime, let arn, _):
            "INIT_START Runtime Version: \(Self.versionName(of: runtime))\t"
                + "Runtime Version ARN: \(arn)"
        case .initReport(let report):
            "INIT_REPORT Init Duration: \(Self.decimals(report.milliseconds)) ms\tPhase: init\t"
                + "Status: \(report.status)"
                + (report.errorType.map { "\tError Type: \($0)" } ?? "")
        case .start(let id, let version): "START RequestId: \(id) Version: \(version)"
        case .end(let id, _): "END RequestId: \(id)"
        case .report(let id, let report): Self.text(id, report)
        }
    }

    private static func text(_ id: String, _ report: Report) -> String {
        var line = "REPORT RequestId: \(id)\tDuration: \(decimals(report.milliseconds)) ms\t"
        line += "Billed Duration: \(billed(report)) ms\t"
        line += "Memory Size: \(report.memoryMegabytes) MB\t"
        line += "Max Memory Used: \(report.usedMegabytes) MB\t"
        if let initialised = report.initMilliseconds {
            line += "Init Duration: \(decimals(initialised)) ms\t"
        }
        if let status = report.status { line += "Status: \(status)" }
        if let type = report.errorType { line += "\tError Type: \(type)" }
        return line
    }

    // MARK: JSON

    /// How much the record matters.
    var level: LogStyle.Level {
        switch self {
        case .initStart, .start: .info
        case .initReport: .warn
        case .end(_, let report): report.isSuccess ? .debug : .warn
        case .report(_, let report): report.isSuccess ? .info : .warn
        }
    }

    private func json(at time: Timestamp) -> String {
        let (type, members) = parts
        let record = members.map { "\($0.0.jsonQuoted):\($0.1)" }.joined(separator: ",")
        return #"{"time":"\#(time.iso8601)","type":"platform.\#(type)","record":{\#(record)}}"#
    }

    private var parts: (type: String, members: [(String, String)]) {
        switch self {
        case .initStart(let runtime, let arn, let isProvisioned):
            (
                "initStart",
                [
                    ("initializationType", Self.initialization(isProvisioned).jsonQuoted),
                    ("phase", "init".jsonQuoted),
                    ("runtimeVersion", Self.versionName(of: runtime).jsonQuoted),
                    ("runtimeVersionArn", arn.jsonQuoted),
                ]
            )
        case .initReport(let report):
            (
                "initReport",
                [
                    ("initializationType", Self.initialization(report.isProvisioned).jsonQuoted),
                    ("phase", "init".jsonQuoted),
                    ("status", report.status.jsonQuoted),
                ] + (report.errorType.map { [("errorType", $0.jsonQuoted)] } ?? [])
                    + [("metrics", #"{"durationMs":\#(Self.decimals(report.milliseconds))}"#)]
            )
        case .start(let id, let version):
            ("start", [("requestId", id.jsonQuoted), ("version", version.jsonQuoted)])
        case .end(let id, let report):
            (
                "runtimeDone",
                [("requestId", id.jsonQuoted)] + report.outcome
                    + [
                        (
                            "metrics",
                            #"{"durationMs":\#(Self.decimals(report.milliseconds)),"#
                                + #""producedBytes":\#(report.producedBytes)}"#
                        )
                    ]
            )
        case .report(let id, let report):
            ("report", [("requestId", id.jsonQuoted)] + report.metrics + report.outcome)
        }
    }

    private static func initialization(_ isProvisioned: Bool) -> String {
        isProvisioned ? "provisioned-concurrency" : "on-demand"
    }

    // MARK: Numbers and names

    /// A number with two decimals.
    static func decimals(_ value: Double) -> String {
        let hundredths = Int64((max(0, value) * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    fileprivate static func billed(_ report: Report) -> Int64 {
        Int64((report.milliseconds + (report.initMilliseconds ?? 0)).rounded(.up))
    }

    /// `python3.12` → `python:3.12.v1`.
    private static func versionName(of runtime: String) -> String {
        guard let digit = runtime.firstIndex(where: \.isNumber), !runtime.hasPrefix("provided")
        else {
            let rest = runtime.drop { $0 != "." }.dropFirst()
            return "\(runtime.prefix { $0 != "." }):\(rest).v1"
        }
        return "\(runtime[..<digit]):\(runtime[digit...]).v1"
    }
}

extension PlatformRecord.Report {
    fileprivate var isSuccess: Bool { status == nil && !isFailed }

    fileprivate var outcome: [(String, String)] {
        [("status", (status ?? (isFailed ? "error" : "success")).jsonQuoted)]
            + (errorType.map { [("errorType", $0.jsonQuoted)] } ?? [])
    }

    fileprivate var metrics: [(String, String)] {
        var members = [
            #""durationMs":\#(PlatformRecord.decimals(milliseconds))"#,
            #""billedDurationMs":\#(PlatformRecord.billed(self))"#,
            #""memorySizeMB":\#(memoryMegabytes)"#,
            #""maxMemoryUsedMB":\#(usedMegabytes)"#,
        ]
        if let initMilliseconds {
            members.append(
                #""initDurationMs":\#(PlatformRecord.decimals(initMilliseconds))"#
            )
        }
        return [("metrics", "{\(members.joined(separator: ","))}")]
    }
}
