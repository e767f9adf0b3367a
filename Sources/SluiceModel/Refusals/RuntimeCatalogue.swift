// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

extension LambdaModel {
    /// Whether Lambda takes new functions of this runtime.
    public static func isSupported(runtime: String) -> Bool {
        RuntimeCatalogue.supported.contains(runtime)
    }

    /// The runtimes that Lambda takes new functions of.
    public static var supportedRuntimes: [String] { RuntimeCatalogue.supported }

    /// Whether Lambda took functions of this runtime once, and does not any more.
    public static func isEnded(runtime: String) -> Bool { RuntimeCatalogue.ended.contains(runtime) }

    /// The ARN of the version of a runtime that functions run on.
    public static func runtimeARN(of runtime: String, region: String) -> String {
        RuntimeCatalogue.versionARN(of: runtime, region: region)
    }
}

/// The runtimes that Lambda takes, and its words about the others.
enum RuntimeCatalogue {
    /// In the order in which AWS lists them in its refusal.
    static let supported = [
        "nodejs20.x", "python3.14", "provided.al2023", "python3.12", "python3.13", "nodejs24.x",
        "nodejs22.x", "java25", "python3.10", "python3.11", "java21", "ruby3.3", "ruby3.4",
        "ruby3.2", "python3.8", "python3.9", "java17", "nodejs16.x", "dotnet10", "dotnet8",
        "java11", "dotnet6", "nodejs18.x", "provided.al2", "java8.al2",
    ]

    static let ended = [
        "python2.7", "python3.6", "python3.7", "nodejs4.3", "nodejs6.10", "nodejs8.10",
        "nodejs10.x", "nodejs12.x", "nodejs14.x", "go1.x", "ruby2.5", "ruby2.7", "java8",
        "provided", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1",
    ]

    /// All that a filter may name, in the order in which AWS lists them in its refusal.
    static let known = [
        "ruby3.5", "ruby2.6", "dotnetcore1.0", "python3.7", "nodejs8.10", "nasa", "ruby2.7",
        "python2.7-greengrass", "dotnetcore2.0", "python3.8", "java21", "dotnet6",
        "dotnetcore2.1", "python3.9", "java11", "nodejs6.10", "provided", "dotnetcore3.1",
        "dotnet8", "java25", "java17", "nodejs", "nodejs4.3", "java8.al2", "go1.x", "dotnet10",
        "nodejs20.x", "go1.9", "byol", "nodejs10.x", "provided.al2023", "nodejs22.x",
        "python3.10", "java8", "nodejs12.x", "python3.11", "nodejs24.x", "nodejs8.x",
        "python3.12", "nodejs14.x", "nodejs8.9", "nodejs26.x", "python3.13", "python3.14",
        "nodejs16.x", "python3.15", "provided.al2", "nodejs4.3-edge", "nodejs18.x", "ruby3.2",
        "python3.4", "ruby3.3", "ruby3.4", "ruby2.5", "python3.6", "python2.7",
    ]

    static func check(_ runtime: String?) throws(AWSFailure) {
        guard let runtime, !supported.contains(runtime) else { return }
        if ended.contains(runtime) {
            throw .invalidParameter(
                "The runtime parameter of \(runtime) is no longer supported for creating or "
                    + "updating AWS Lambda functions. We recommend you use a supported runtime "
                    + "while creating or updating functions."
            )
        }
        throw .invalidParameter(
            "Value \(runtime) at 'runtime' failed to satisfy constraint: Member must satisfy enum "
                + "value set: [\(supported.joined(separator: ", "))] or be a valid ARN"
        )
    }

    /// Those that Lambda takes snapshots of.
    private static let snapshots = [
        "java11", "java17", "java21", "java25", "python3.12", "python3.13", "python3.14",
        "dotnet8", "dotnet10",
    ]

    /// Refuses SnapStart where there is none.
    static func checkSnapStart(_ settings: FunctionSettings) throws(AWSFailure) {
        guard settings.snapStartApplyOn == "PublishedVersions", let runtime = settings.runtime,
            !snapshots.contains(runtime)
        else { return }
        throw .invalidParameter("\(runtime) is not supported for SnapStart enabled functions.")
    }

    /// An ARN in AWS's form, the same for the same runtime.
    static func versionARN(of runtime: String, region: String) -> String {
        var chance = SeededRandom(seed: 1).fork(runtime)
        var digits = ""
        for _ in 0..<4 {
            let word = String(chance.next(), radix: 16)
            digits += String(repeating: "0", count: 16 - word.count) + word
        }
        return "arn:aws:lambda:\(region)::runtime:\(digits)"
    }
}
