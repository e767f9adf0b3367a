// SPDX-License-Identifier: Apache-2.0

import SluiceWire

extension SettingsCheck {
    static let resourcePattern = #"(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()"#

    /// Whether a text is empty or the ARN of anything.
    static func isResourceOrNothing(_ text: String) -> Bool {
        if text.isEmpty { return true }
        let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "arn" && isPartition(parts[1])
            && !parts[2].isEmpty
            && parts[2].utf8.allSatisfy {
                (48...57).contains($0) || (97...122).contains($0) || "-.".utf8.contains($0)
            }
    }

    private static func isPartition(_ text: Substring) -> Bool {
        text.isEmpty
            || (text.hasPrefix("aws")
                && text.utf8.allSatisfy {
                    (97...122).contains($0 | 32) || $0 == UInt8(ascii: "-")
                })
    }

    /// Checks the form of a log, its levels and its group.
    static func check(_ config: LoggingConfig?, in constraints: inout Constraints) {
        guard let config else { return }
        constraints.check(
            config.logFormat,
            at: "loggingConfig.logFormat",
            oneOf: ["JSON", "Text"]
        )
        constraints.check(
            config.applicationLogLevel,
            at: "loggingConfig.applicationLogLevel",
            oneOf: ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]
        )
        constraints.check(
            config.systemLogLevel,
            at: "loggingConfig.systemLogLevel",
            oneOf: ["DEBUG", "INFO", "WARN"]
        )
        let member = "loggingConfig.logGroup"
        constraints.check(config.logGroup, at: member, pattern: #"[\.\-_/#A-Za-z0-9]+"#) {
            $0.isWord(allowing: ".-_/#")
        }
        constraints.check(config.logGroup, at: member, lengthMax: 512)
    }

    /// Checks the file systems, of which there can be one.
    static func check(_ systems: [FileSystemConfig]?, in constraints: inout Constraints) {
        guard let systems else { return }
        if systems.count > 1 {
            let shown = systems.map {
                "FileSystemConfig(arn=\($0.arn), localMountPath=\($0.localMountPath))"
            }
            constraints.fault(
                "[\(shown.joined(separator: ", "))]",
                at: "fileSystemConfigs",
                "Member must have length less than or equal to 1"
            )
        }
        for (index, system) in systems.enumerated() {
            let member = "fileSystemConfigs.\(index + 1).member"
            constraints.check(
                system.arn,
                at: "\(member).arn",
                pattern: #"arn:aws[a-zA-Z-]*:elasticfilesystem:(eusc-)?[a-z]{2}((-gov)|(-iso"#
                    + #"([a-z]?)))?-[a-z]+-\d{1}:\d{12}:access-point/fsap-[a-f0-9]{17}"#,
                isAccessPoint
            )
            constraints.check(
                system.localMountPath,
                at: "\(member).localMountPath",
                pattern: #"^/mnt/[a-zA-Z0-9-_.]+$"#
            ) { $0.hasPrefix("/mnt/") && $0.dropFirst(5).isWord(allowing: "-_.") }
            constraints.check(
                system.localMountPath,
                at: "\(member).localMountPath",
                lengthMax: 160
            )
        }
    }

    private static func isAccessPoint(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"),
            parts[2] == "elasticfilesystem", parts[3].isWord(allowing: "-"),
            parts[4].count == 12, parts[4].isDigits, parts[5].hasPrefix("access-point/fsap-")
        else { return false }
        let id = parts[5].dropFirst("access-point/fsap-".count)
        return id.count == 17
            && id.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// Checks the names of variables; their text is not repeated, since values may be secret.
    static func checkNames(
        of environment: FunctionEnvironment?,
        in constraints: inout Constraints
    ) {
        let names = (environment?.variables ?? [:]).keys
        guard !names.allSatisfy(isVariable) else { return }
        constraints.hiddenFault(
            at: "environment.variables",
            "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: "
                + "[a-zA-Z]([a-zA-Z0-9_])+]"
        )
    }

    private static func isVariable(_ name: String) -> Bool {
        // Lambda's own names are refused in other words, further on.
        if isReserved(name) { return true }
        guard let first = name.utf8.first, (97...122).contains(first | 32) else { return false }
        return name.utf8.count > 1 && name.isWord(allowing: "_")
    }
}
