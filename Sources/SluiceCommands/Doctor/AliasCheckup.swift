// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceWire

/// Looks at the alias of one environment: weights that nobody owns, and what it remembers.
struct AliasCheckup: Sendable {
    let house: Composition
    let environment: String

    /// What was found; where AWS cannot be asked, that.
    func items() async -> [DoctorItem] {
        do {
            return try await house.withSite(environment, isReadOnly: true) { site in
                guard let alias = site.alias else { return [] }
                return try await look(site, alias)
            }
        } catch {
            let complaint = Composition.complaint(about: error)
            return [
                DoctorItem(
                    "alias",
                    .skipped,
                    "environment \(environment): \(complaint.what)",
                    evidence: complaint.why.first,
                    fix: complaint.commands.isEmpty
                        ? nil : complaint.commands.joined(separator: ", ")
                )
            ]
        }
    }

    private func look(_ site: Site, _ name: String) async throws -> [DoctorItem] {
        let found: AliasConfiguration
        do {
            found = try await site.cloud.aws.send(
                GetAlias(functionName: site.function, name: name)
            )
        } catch {
            if error.status == 404 {
                return [DoctorItem("alias", .skipped, "\(site.text) is not deployed yet")]
            }
            throw Complaint(error, doing: "read alias \(site.text)")
        }
        let state = try AliasState(found)
        var items = [
            try await weights(state, found, site), try await claim(state, found, site),
        ].compactMap(\.self)
        if let item = try await previous(state, site) { items.append(item) }
        if items.isEmpty {
            items = [DoctorItem("alias", .ok, "\(site.text) serves \(state.traffic.text)")]
        }
        return items
    }

    // MARK: weights

    private func weights(
        _ state: AliasState,
        _ found: AliasConfiguration,
        _ site: Site
    ) async throws -> DoctorItem? {
        if let weighted = state.weighted {
            let target = try self.target(site, found)
            guard try await !isInUse(state, target, site) else { return nil }
            let lost = try await lostClaim(state, site)
            let who =
                lost.map { "by rollout \($0), whose journal cannot be used" }
                ?? "and no rollout of Sluice is open"
            // A share is not set beside a damaged journal; a rollback needs none.
            let needsNoJournal = try await !site.store.damaged().isEmpty
            return DoctorItem(
                "alias.split",
                .fail,
                "\(site.text) is split, \(who): \(state.traffic.text)",
                evidence: "\(weighted.version.text) has a share of \(weighted.weight.text), and "
                    + "nobody watches it",
                fix: lost != nil || needsNoJournal
                    ? "sluice rollback \(environment)\(options)"
                    : "sluice shift \(environment)\(options) 0%",
                repair: { try await clear() }
            )
        }
        let left = (found.routingConfig?.additionalVersionWeights ?? [:]).keys.sorted()
        guard let version = left.first else { return nil }
        return DoctorItem(
            "alias.zeroWeight",
            .fail,
            "\(site.text) still names version \(version), with a weight of 0.0",
            evidence: "it serves \(state.traffic.text)",
            fix: "sluice doctor --fix",
            repair: { try await clear() }
        )
    }

    /// Whether a rollout owns what the alias serves: one of this project, one that another process of
    /// this machine drives, or one of another machine, by its claim or its lease.
    private func isInUse(_ state: AliasState, _ target: Target, _ site: Site) async throws -> Bool {
        let open = try await site.store.summaries().good.contains {
            $0.isOpen && $0.target.isSame(as: target)
        }
        if open { return true }
        if try await house.locks(of: site.store).anyHolder(of: target) != nil { return true }
        return try await deployment(site).isClaimed(state, on: target)
    }

    /// The rollout that the description names, where this project has lost its journal.
    private func lostClaim(_ state: AliasState, _ site: Site) async throws -> String? {
        guard let claim = Claim(in: state.description),
            try await site.store.hasLost(claim.rollout)
        else { return nil }
        return claim.rollout
    }

    private func clear() async throws -> String {
        try await house.withSite(environment) { site in
            let state = try await deployment(site).clearWeights(site.look)
            return "\(site.text) serves \(state.traffic.text)"
        }
    }

    // MARK: the claim

    /// What a rollout wrote in front of the description, where it is over or lives elsewhere.
    private func claim(
        _ state: AliasState,
        _ found: AliasConfiguration,
        _ site: Site
    ) async throws -> DoctorItem? {
        guard let claim = Claim(in: state.description) else { return nil }
        let target = try self.target(site, found)
        let text = "the description of \(site.text) says that rollout \(claim.rollout) moves it"
        let known = try await site.store.summaries().good.first { $0.rollout == claim.rollout }
        guard known?.isOpen != true else { return nil }
        if try await deployment(site).isClaimed(state, on: target) {
            return DoctorItem(
                "claim.elsewhere",
                .note,
                text,
                evidence: "its journal is not here; the claim is void after \(claim.until.iso8601)"
            )
        }
        let lost = try await lostClaim(state, site)
        return DoctorItem(
            "claim.left",
            .fail,
            text,
            evidence: known?.outcome.map { "it is over: \($0.word)" }
                ?? lost.map { _ in "its journal is damaged, and nobody goes on with it" }
                ?? "its journal is not here, and the claim is void since \(claim.until.iso8601)",
            fix: "sluice doctor --fix",
            repair: { try await forget() }
        )
    }

    private func forget() async throws -> String {
        try await house.withSite(environment) { site in
            let state = try await deployment(site).clearClaim(site.look)
            return "the description of \(site.text) is its owner's again: '\(state.description)'"
        }
    }

    // MARK: the alias beside

    private func previous(_ state: AliasState, _ site: Site) async throws -> DoctorItem? {
        guard let name = site.alias.map({ "\($0)-previous" }) else { return nil }
        let beside: AliasConfiguration
        do {
            beside = try await site.cloud.aws.send(
                GetAlias(functionName: site.function, name: name)
            )
        } catch {
            if error.status == 404 { return nil }
            throw Complaint(error, doing: "read alias \(name)")
        }
        let remembered = try AliasState(beside)
        let target = try self.target(site, beside)
        let isOpen = try await site.store.summaries().good.contains {
            $0.isOpen && $0.target.isSame(as: target)
        }
        guard !isOpen, remembered.version == state.version else { return nil }
        let before = try await deployment(site).servedBefore(state.version, on: target)
        let text = "\(name) remembers \(remembered.version.text), which \(site.text) serves itself"
        guard let before else {
            let evidence = "no journal here knows what was served before"
            return DoctorItem("alias.previous", .note, text, evidence: evidence)
        }
        return DoctorItem(
            "alias.previous",
            .fail,
            text,
            evidence: "the journals say that \(before.text) was served before",
            fix: "aws lambda update-alias --function-name \(site.function) --name \(name) "
                + "--function-version \(before.name)\(site.cloud.awsOptions)",
            repair: { try await remember(before) }
        )
    }

    private func remember(_ version: Version) async throws -> String {
        try await house.withSite(environment) { site in
            let state = try await deployment(site).remember(version, site.look)
            return "the version to go back to is \(state.version.text)"
        }
    }

    // MARK: parts

    private var options: String { house.settings.isLocal ? " --local" : "" }

    private func deployment(_ site: Site) -> Deployment {
        house.deployment(
            site.cloud,
            store: site.store,
            who: site.caller?.arn,
            seams: Deployment.Seams()
        )
    }

    private func target(_ site: Site, _ found: AliasConfiguration) throws -> Target {
        guard let arn = FunctionARN(found.aliasArn) else {
            throw Complaint("AWS answered with an alias ARN that is none: \(found.aliasArn)")
        }
        return Target(
            account: arn.account,
            region: site.cloud.region,
            endpoint: site.cloud.endpoint,
            function: site.function,
            alias: site.alias
        )
    }
}
