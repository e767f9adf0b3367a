// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceWire

/// `sluice versions`: what is published, and who points at it.
struct VersionsCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "versions",
        "List the published versions and the aliases that serve them.",
        arguments: "<environment>",
        examples: [
            "sluice versions production",
            "sluice versions production --output json",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.withSite(environment, isReadOnly: true) { site in
            let overview: VersionsOverview
            do throws(AWSFailure) {
                overview = try await VersionsOverview(of: site.function, aws: site.cloud.aws)
            } catch {
                throw Complaint(calling: site, qualifier: nil, failed: error)
            }
            if house.console.isJSON {
                try house.console.json(VersionsDocument(overview))
            } else if overview.rows.isEmpty {
                house.console.out("\(site.function) has no published version")
            } else {
                let table = TextTable(
                    ["version", "published (UTC)", "served by", "size"],
                    rows: overview.rows.map(Self.cells),
                    right: [3]
                )
                house.console.out(table.text(width: house.console.width))
            }
            return .success
        }
    }

    private static func cells(_ row: VersionsOverview.Row) -> [String] {
        [
            row.version.text,
            String((row.published ?? "").prefix(19)).replacing("T", with: " "),
            row.aliases.map { "\($0.name) \($0.weight.text)" }.joined(separator: ", "),
            Numbers.grouped(row.codeSize),
        ]
    }
}

/// What `versions` prints with `--output json`.
struct VersionsDocument: Hashable, Encodable, Sendable {
    /// An alias's share.
    struct Share: Hashable, Encodable, Sendable {
        var name: String
        var weight: Double
    }

    /// One version.
    struct Row: Hashable, Encodable, Sendable {
        var version: String
        var published: String?
        var aliases: [Share]
        var protected: [String]
        var codeSize: Int
    }

    var versions: [Row]

    init(_ overview: VersionsOverview) {
        versions = overview.rows.map { row in
            Row(
                version: row.version.name,
                published: row.published,
                aliases: row.aliases.map { Share(name: $0.name, weight: $0.weight.fraction) },
                protected: row.protected,
                codeSize: row.codeSize
            )
        }
    }
}
