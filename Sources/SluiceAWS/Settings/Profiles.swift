// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// The two files that AWS's tools share, as far as the environment names them.
struct Profiles {
    /// One profile: what both files say about it.
    struct Profile {
        let name: String
        /// What the configuration file says.
        let configuration: [String: String]
        /// What the credentials file says.
        let credentials: [String: String]

        /// A setting; the credentials file counts first.
        subscript(key: String) -> String? {
            let value = credentials[key] ?? configuration[key]
            return value?.isEmpty == true ? nil : value
        }
    }

    let configurationPath: String
    let credentialsPath: String
    private let configuration: [String: [String: String]]
    private let credentials: [String: [String: String]]

    /// Reads `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, or the usual files in `HOME`.
    init(environment: [String: String]) throws(AWSFailure) {
        let home = environment["HOME"] ?? ""
        func path(_ variable: String, _ usual: String) -> String {
            guard let path = environment[variable], !path.isEmpty else { return home + usual }
            return path.hasPrefix("~/") ? home + path.dropFirst() : path
        }
        configurationPath = path("AWS_CONFIG_FILE", "/.aws/config")
        credentialsPath = path("AWS_SHARED_CREDENTIALS_FILE", "/.aws/credentials")
        configuration = try Self.sections(configurationPath)
        credentials = try Self.sections(credentialsPath)
    }

    private static func sections(_ path: String) throws(AWSFailure) -> [String: [String: String]] {
        guard let text = try TextFile.read(path) else { return [:] }
        return try ProfileText(text, path: path).sections
    }

    /// The profile of this name, `nil` if neither file has it.
    func profile(_ name: String) -> Profile? {
        let isDefault = name == "default"
        let inConfiguration =
            configuration["profile \(name)"] ?? (isDefault ? configuration["default"] : nil)
        let inCredentials = credentials[name]
        if inConfiguration == nil, inCredentials == nil { return nil }
        return Profile(
            name: name,
            configuration: inConfiguration ?? [:],
            credentials: inCredentials ?? [:]
        )
    }

    /// The settings of `[services NAME]`.
    func services(_ name: String) -> [String: String] { configuration["services \(name)"] ?? [:] }

    /// The names of all profiles, sorted.
    var names: [String] {
        let configured = configuration.keys.compactMap { key in
            key == "default"
                ? key : key.hasPrefix("profile ") ? String(key.dropFirst(8)) : nil
        }
        return Set(configured).union(credentials.keys).sorted()
    }
}
