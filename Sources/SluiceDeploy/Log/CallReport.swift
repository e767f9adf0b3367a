// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials
import SluiceBase
import SluiceWire

/// What the platform reports of a call that has ended.
struct CallReport: Hashable, Sendable {
    /// The call.
    var request: String
    /// How long it took, where that is said.
    var milliseconds: Double?
    /// Whether the platform says that it failed.
    var hasFailed: Bool

    /// Makes a report.
    init(request: String, milliseconds: Double? = nil, hasFailed: Bool = false) {
        self.request = request
        self.milliseconds = milliseconds
        self.hasFailed = hasFailed
    }

    /// Reads the end of the log that an answer brings along, in base64; a call that logged much
    /// still ends with its report.
    init?(tail: String?) {
        guard let tail, let bytes = Data(base64Encoded: tail) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let reports = text.split(whereSeparator: \.isNewline).compactMap { line in
            LogRecord(text: String(line)).report
        }
        guard let last = reports.last else { return nil }
        self = last
    }
}
