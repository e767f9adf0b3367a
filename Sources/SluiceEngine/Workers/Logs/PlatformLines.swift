// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// The lines that Lambda itself writes into a function's log.
enum PlatformLines {
    static func initStart(runtime: String, region: String) -> String {
        let (family, version) = split(runtime)
        let id = String(repeating: "0", count: 64)
        return "INIT_START Runtime Version: \(family):\(version).v1\t"
            + "Runtime Version ARN: arn:aws:lambda:\(region)::runtime:\(id)"
    }

    static func initReport(milliseconds: Double, status: String, errorType: String?) -> String {
        let type = errorType.map { "\tError Type: \($0)" } ?? ""
        return "INIT_REPORT Init Duration: \(decimals(milliseconds)) ms\tPhase: init\t"
            + "Status: \(status)\(type)"
    }

    static func start(_ id: String, version: String) -> String {
        "START RequestId: \(id) Version: \(version)"
    }

    static func end(_ id: String) -> String { "END RequestId: \(id)" }

    static func timedOut(_ id: String, at time: Timestamp, seconds: Int) -> String {
        "\(time.iso8601) \(id) Task timed out after \(seconds).00 seconds"
    }

    static func report(_ id: String, _ report: Report) -> String {
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

    /// What a REPORT line says.
    struct Report {
        var milliseconds: Double
        var initMilliseconds: Double?
        var memoryMegabytes: Int
        var usedMegabytes: Int
        var status: String?
        var errorType: String?
    }

    /// A number with two decimals.
    static func decimals(_ value: Double) -> String {
        let hundredths = Int64((max(0, value) * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func billed(_ report: Report) -> Int64 {
        Int64((report.milliseconds + (report.initMilliseconds ?? 0)).rounded(.up))
    }

    private static func split(_ runtime: String) -> (String, String) {
        guard let digit = runtime.firstIndex(where: \.isNumber), !runtime.hasPrefix("provided")
        else {
            return (
                String(runtime.prefix { $0 != "." }), String(runtime.drop { $0 != "." }.dropFirst())
            )
        }
        return (String(runtime[..<digit]), String(runtime[digit...]))
    }
}
