// SPDX-License-Identifier: Apache-2.0
import SluiceModel

/// The environment of a worker's process: what Lambda gives, and nothing of this machine's.
enum WorkerEnvironment {
    /// What differs from one start to another.
    struct Start: Sendable {
        var taskRoot: String
        var layers: String?
        var runtimeDirectory: String
        var runtimeAPI: String
        var stream: String
        var endpoint: String
        var interpreterFolder: String?
        /// Whether the worker is to be ready before calls come.
        var isProvisioned: Bool
    }

    /// All variables.
    ///
    /// The owner's own may replace Lambda's ordinary ones, not its reserved ones.
    static func make(_ spec: VersionSpec, _ start: Start) -> [String: String] {
        ordinary(spec, start)
            .merging(spec.environment) { $1 }
            .merging(reserved(spec, start)) { $1 }
            .merging(logging(spec.logStyle)) { $1 }
    }

    private static func logging(_ style: LogStyle) -> [String: String] {
        guard style.isJSON else { return [:] }
        return [
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "AWS_LAMBDA_LOG_LEVEL": style.application.rawValue,
        ]
    }

    private static func ordinary(_ spec: VersionSpec, _ start: Start) -> [String: String] {
        // What Lambda has under /opt lies elsewhere here.
        let opt = start.layers ?? "/opt"
        let folders = [start.interpreterFolder, "/usr/local/bin", "/usr/bin", "/bin", "\(opt)/bin"]
        var variables = [
            "AWS_ENDPOINT_URL": start.endpoint,
            "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
            "AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1:2000",
            "LANG": "en_US.UTF-8",
            "LD_LIBRARY_PATH": "\(start.taskRoot):\(start.taskRoot)/lib:\(opt)/lib",
            "PATH": folders.compactMap(\.self).joined(separator: ":"),
            "PWD": start.taskRoot,
            "SHLVL": "0",
            "TZ": ":UTC",
        ]
        switch Interpreter.parse(spec.runtime)?.family {
        case .python:
            let packages = "\(opt)/python/lib/\(spec.runtime)/site-packages"
            variables["PYTHONPATH"] = "\(start.runtimeDirectory):\(opt)/python:\(packages)"
        case .nodejs:
            let major = spec.runtime.prefix { $0 != "." }.replacing("nodejs", with: "node")
            variables["NODE_PATH"] =
                "\(start.taskRoot)/node_modules:\(opt)/nodejs/node_modules"
                + ":\(opt)/nodejs/\(major)/node_modules"
        case .provided, nil: break
        }
        return variables
    }

    private static func reserved(_ spec: VersionSpec, _ start: Start) -> [String: String] {
        [
            // What the function asks of the engine is asked in its own account.
            "AWS_ACCESS_KEY_ID": AccountKey.make(account: spec.account, salt: 0),
            "AWS_SECRET_ACCESS_KEY": "sluice-local-engine-no-secret",
            "AWS_SESSION_TOKEN": "sluice-local-engine-no-token",
            "AWS_DEFAULT_REGION": spec.region,
            "AWS_REGION": spec.region,
            "AWS_EXECUTION_ENV": "AWS_Lambda_\(spec.runtime)",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "\(spec.memoryMegabytes)",
            "AWS_LAMBDA_FUNCTION_NAME": spec.function,
            "AWS_LAMBDA_FUNCTION_VERSION": spec.version,
            "AWS_LAMBDA_INITIALIZATION_TYPE": start.isProvisioned
                ? "provisioned-concurrency" : "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": spec.logGroup,
            "AWS_LAMBDA_LOG_STREAM_NAME": start.stream,
            "AWS_LAMBDA_RUNTIME_API": start.runtimeAPI,
            "LAMBDA_RUNTIME_DIR": start.runtimeDirectory,
            "LAMBDA_TASK_ROOT": start.taskRoot,
            "_AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1",
            "_AWS_XRAY_DAEMON_PORT": "2000",
            "_HANDLER": spec.handler,
        ]
    }
}
