// SPDX-License-Identifier: Apache-2.0
import Glibc
import Logging

/// Writes log lines to stderr: level, message, metadata in order.
struct StderrLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        Console.write("\(event.level): \(event.message)\(fields)\n", to: STDERR_FILENO)
    }
}
