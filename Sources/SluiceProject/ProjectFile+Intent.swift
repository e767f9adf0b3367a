// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore

extension ProjectFile {
    /// What an environment says of itself; `variables` are for `${env:…}`.
    public func environment(
        _ name: String,
        variables: [String: String] = [:]
    ) throws(ProjectProblems) -> ProjectEnvironment {
        let part = try part(name)
        var reading = Reading(file: shownAs)
        let scope = reading.scope(of: part, Overrides(variables: variables), in: directory)
        let alias = reading.alias(part, in: scope)
        let region = reading.region(part, in: scope)
        guard reading.diagnostics.isEmpty else { throw ProjectProblems(reading.sorted) }
        return ProjectEnvironment(
            name: name,
            isProtected: part.isProtected,
            region: region,
            account: scope.account,
            alias: alias
        )
    }

    /// Brings an environment and the flags together; for a rollout the code is packed here.
    ///
    /// - Throws: All problems of this environment, policy included.
    public func intent(
        _ name: String,
        overrides: Overrides = Overrides()
    ) throws(ProjectProblems) -> Intent {
        let part = try part(name)
        let strategy = try strategy(of: part, overrides)
        var reading = Reading(file: shownAs)
        let scope = reading.scope(of: part, overrides, in: directory)
        var intent = Intent(
            environment: name,
            isProtected: part.isProtected,
            function: reading.functionName(part, in: scope) ?? "",
            alias: reading.alias(part, in: scope),
            region: scope.region,
            account: reading.account(part, in: scope),
            candidate: overrides.candidate,
            strategy: strategy,
            guards: part.guards,
            observe: part.observe,
            onHold: part.onHold,
            allowsRetry: overrides.allowsRetry,
            onInterrupt: overrides.onInterrupt
        )
        if overrides.purpose != .look {
            reading.checkPolicy(part, strategy: strategy)
            reading.check(part.gates, standIn: strategy.steps)
            intent.gates = reading.gates(part, in: scope)
            intent.probes = reading.probes(part, in: scope)
            if overrides.candidate == nil {
                let local = overrides.isLocal ? localVariables : [:]
                intent.settings = reading.settings(part.function, local: local, in: scope)
                intent.code = reading.code(
                    part.function,
                    intent.settings,
                    keptIn: overrides.purpose == .plan
                        ? nil : overrides.packages ?? "\(directory)/.sluice/packages",
                    in: scope
                )
            }
        }
        guard reading.diagnostics.isEmpty else { throw ProjectProblems(reading.sorted) }
        return intent
    }

    private func part(_ name: String) throws(ProjectProblems) -> EnvironmentPart {
        if let part = environments.first(where: { $0.name.value == name }) { return part }
        let known = environmentNames.joined(separator: ", ")
        throw ProjectProblems([
            Diagnostic(
                message: "there is no environment '\(name)'; there are \(known)",
                file: shownAs,
                suggestion: Nearest.name(to: name, among: environmentNames)
            )
        ])
    }

    private func strategy(
        of part: EnvironmentPart,
        _ overrides: Overrides
    ) throws(ProjectProblems) -> Strategy {
        guard let name = overrides.strategy else { return part.effectiveStrategy }
        // The file's own shape may be asked for by its name, with the values that it has there.
        if let own = part.strategy?.value, own.name == name { return own }
        var reading = Reading(file: "--strategy")
        let strategy = reading.strategy(named: Located(value: name, place: .nowhere))
        guard let strategy else { throw ProjectProblems(reading.sorted) }
        return strategy
    }
}

extension Reading {
    fileprivate mutating func scope(
        of part: EnvironmentPart,
        _ overrides: Overrides,
        in directory: String
    ) -> Scope {
        var scope = Scope(
            environment: part.name.value,
            variables: overrides.variables,
            directory: directory
        )
        scope.account = overrides.account ?? account(part, in: scope)
        scope.region = overrides.region ?? region(part, in: scope)
        return scope
    }

    fileprivate mutating func functionName(_ part: EnvironmentPart, in scope: Scope) -> String? {
        guard let name = part.function.name.flatMap({ resolve($0, in: scope) }) else { return nil }
        if name.value.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) == nil {
            let wanted = "1 to 64 letters, digits, '-' or '_'"
            complain("a function's name is \(wanted), not '\(name.value)'", at: name.place)
        }
        return name.value
    }

    fileprivate mutating func alias(_ part: EnvironmentPart, in scope: Scope) -> String? {
        guard let alias = part.alias.flatMap({ resolve($0, in: scope) }) else { return nil }
        if alias.value.wholeMatch(of: /(?!\d+$)[A-Za-z0-9_-]{1,128}/) == nil {
            let wanted = "letters, digits, '-' or '_', and not digits alone"
            complain("an alias's name is \(wanted), not '\(alias.value)'", at: alias.place)
        }
        return alias.value
    }

    fileprivate mutating func account(_ part: EnvironmentPart, in scope: Scope) -> String? {
        guard let account = part.account.flatMap({ resolve($0, in: scope) }) else { return nil }
        if account.value.wholeMatch(of: /[0-9]{12}/) == nil {
            complain("an account is twelve digits, not '\(account.value)'", at: account.place)
        }
        return account.value
    }

    fileprivate mutating func region(_ part: EnvironmentPart, in scope: Scope) -> String? {
        guard let region = part.region.flatMap({ resolve($0, in: scope) }) else { return nil }
        if region.value.wholeMatch(of: /[a-z]{2,4}(-[a-z]+)+-[0-9]/) == nil {
            complain("a region is like eu-west-1, not '\(region.value)'", at: region.place)
        }
        return region.value
    }
}
