// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceWire

/// `sluice watch`: judges a shift that CodeDeploy or a person performs; it cannot write.
struct WatchCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "watch",
        "Judge a shift that someone else performs; write nothing.",
        "Waits for the alias to carry weights, and compares the newer version with the older one as "
            + "in every rollout, until the alias ends on one of them. Exit codes: 0 the shift ended "
            + "on the candidate, or still goes on when the time is over; 10 the candidate should "
            + "have no traffic, or lost it.",
        arguments: "[<environment>]",
        examples: [
            "sluice watch --function orders --alias production",
            "sluice watch production --for 30m --output json",
        ]
    )

    @Argument(help: "The environment; else name a function and its alias.")
    var environment: String?

    @Option(help: ArgumentHelp("The function, where there is no project file.", valueName: "name"))
    var function: String?

    @Option(help: ArgumentHelp("Its alias.", valueName: "name"))
    var alias: String?

    @Option(name: .customLong("for"), help: ArgumentHelp("How long to watch.", valueName: "time"))
    var time = DurationArgument(seconds: 3600)

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func validate() throws {
        if environment == nil, function == nil || alias == nil {
            throw ValidationError("name an environment, or --function and --alias")
        }
        if environment != nil, function != nil || alias != nil {
            throw ValidationError("an environment names its function and alias itself")
        }
    }

    func run(in house: Composition) async throws -> ExitCode {
        if let environment {
            return try await house.withSite(environment, isReadOnly: true) { site in
                guard site.alias != nil else {
                    throw Complaint(
                        "\(environment) has no alias: there is no shift to watch",
                        now: [Complaint.nothingChanged],
                        next: ["write 'alias: live' in environment \(environment)"],
                        exit: .usage
                    )
                }
                return try await watch(
                    site.function,
                    site.alias,
                    guards: site.look.guards,
                    site.cloud,
                    house
                )
            }
        }
        return try await house.withCloud { cloud in
            try await watch(function ?? "", alias, guards: Guards(), cloud.readOnly, house)
        }
    }

    private func watch(
        _ function: String,
        _ alias: String?,
        guards: Guards,
        _ cloud: Cloud,
        _ house: Composition
    ) async throws -> ExitCode {
        let caller = try await cloud.caller()
        let target = Target(
            account: caller.account,
            region: cloud.region,
            endpoint: cloud.endpoint,
            function: function,
            alias: alias
        )
        let console = house.console
        let watch = ShiftWatch(
            target: target,
            guards: guards,
            metricPeriod: cloud.endpoint == nil ? 60 : await cloud.metricPeriod() ?? 60,
            platform: house.reader(cloud),
            identity: house.driver(caller.arn)
        ) { entry, rollout in
            if case .started = entry.event { return }
            guard let text = EventLine.text(entry, in: rollout) else { return }
            console.say("\(entry.at.clockText)   \(text)")
        }
        console.detail("watching \(target.text) for \(time.duration.words)")
        let begun = house.clock.now
        let result = try await watch.run(until: begun.advanced(by: time.duration))
        let ending = WatchEnding(
            result: result,
            target: target,
            environment: environment,
            seconds: begun.duration(to: house.clock.now).inSeconds
        )
        if console.isJSON {
            try console.json(ending.document(at: house.clock.now))
        } else {
            ending.lines.forEach(console.out)
        }
        return ending.exit
    }
}

extension Composition {
    /// What reads metrics, alarms and the alias in a place, and runs no gate.
    fileprivate func reader(_ cloud: Cloud) -> LambdaPlatform {
        LambdaPlatform(
            aws: cloud.aws,
            clock: clock,
            gates: GateRunner(
                aws: cloud.plain,
                clock: clock,
                environment: cloud.gateVariables,
                command: { await GateCommand.perform($0) },
                fetch: cloud.fetch
            ),
            package: { _ in throw Complaint("a watch ships nothing") }
        )
    }
}
