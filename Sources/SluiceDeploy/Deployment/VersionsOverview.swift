// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceCore
public import SluiceWire

/// The published versions of a function, who points at them, and why they cannot go.
public struct VersionsOverview: Hashable, Sendable {
    /// One published version.
    public struct Row: Hashable, Sendable {
        /// The version.
        public var version: Version
        /// When it was published, as AWS writes it.
        public var published: String?
        /// The aliases that give it calls, by name.
        public var aliases: [Share]
        /// Why it must not be deleted.
        public var protected: [String]
        /// The package's size in bytes.
        public var codeSize: Int
    }

    /// An alias's share for a version.
    public struct Share: Hashable, Sendable {
        /// The alias.
        public var name: String
        /// The share of its calls.
        public var weight: Weight
    }

    /// The versions, the newest first.
    public var rows: [Row]

    /// Reads all versions and aliases of a function.
    public init(of function: String, aws: any AWSTransport) async throws(AWSFailure) {
        let aliases = try await Self.aliases(of: function, aws: aws)
        var rows: [Row] = []
        var query = ListVersionsByFunction(functionName: function)
        for _ in 0..<Limits.pagesMax {
            let page = try await aws.send(query)
            for found in page.versions {
                guard let version = Version(found.version), version.isPublished else { continue }
                let shares = aliases.compactMap { name, state in
                    state.names(version)
                        ? Share(name: name, weight: state.traffic.weight(of: version)) : nil
                }
                rows.append(
                    Row(
                        version: version,
                        published: found.lastModified,
                        aliases: shares,
                        protected: shares.map { "serves \($0.name)" },
                        codeSize: found.codeSize ?? 0
                    )
                )
            }
            guard let marker = page.nextMarker, !marker.isEmpty else { break }
            query.marker = marker
        }
        self.rows = rows.sorted { $0.version > $1.version }
    }

    private static func aliases(
        of function: String,
        aws: any AWSTransport
    ) async throws(AWSFailure) -> [(name: String, state: AliasState)] {
        var aliases: [(name: String, state: AliasState)] = []
        var query = ListAliases(functionName: function)
        for _ in 0..<Limits.pagesMax {
            let page = try await aws.send(query)
            for found in page.aliases {
                aliases.append((found.name, try AliasState(found)))
            }
            guard let marker = page.nextMarker, !marker.isEmpty else { break }
            query.marker = marker
        }
        return aliases.sorted { $0.name < $1.name }
    }
}
