// SPDX-License-Identifier: Apache-2.0

import SluiceWire

extension SettingsCheck {
    private static let unable =
        "Lambda was unable to configure your environment variables because the environment "
        + "variables you have provided "

    /// Refuses names that Lambda keeps for itself, and more text than it takes.
    static func check(_ environment: FunctionEnvironment?) throws(AWSFailure) {
        guard let variables = environment?.variables else { return }
        let reserved = variables.keys.sorted().filter(isReserved)
        if !reserved.isEmpty {
            throw .invalidParameter(
                unable + "contains reserved keys that are currently not supported for "
                    + "modification. Reserved keys used in this request: "
                    + reserved.joined(separator: ", ")
            )
        }
        let measured = json(variables)
        if measured.utf8.count > Limits.environmentBytesMax {
            throw .invalidParameter(unable + "exceeded the 4KB limit. String measured: \(measured)")
        }
    }

    static func isReserved(_ name: String) -> Bool {
        [
            "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION",
            "AWS_EXECUTION_ENV", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
            "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API",
        ].contains(name)
    }

    private static func json(_ variables: [String: String]) -> String {
        let members = variables.sorted { $0.key < $1.key }
            .map { "\(quoted($0.key)):\(quoted($0.value))" }
        return "{\(members.joined(separator: ","))}"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
