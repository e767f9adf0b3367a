// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceWire

/// `sluice traffic`: bounded load through an alias, for rehearsals.
struct TrafficCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "traffic",
        "Call a function through its alias at an even rate, and count who answered.",
        "Dropped are calls without an answer and those with 429 or 5xx; failed are calls that the "
            + "function answered with an error. Nothing is sent twice. Ctrl-C or SIGTERM ends it "
            + "with its summary.",
        arguments: "<environment> --rate <rate>",
        examples: [
            "sluice traffic production --local --rate 20 --for 120s",
            "sluice traffic staging --rate 5 --for 10m --event events/order.json",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Option(help: "Calls a second, 1 to 1000.")
    var rate: Int

    @Option(name: .customLong("for"), help: ArgumentHelp("How long.", valueName: "time"))
    var time = DurationArgument(seconds: 60)

    @Option(help: ArgumentHelp("The event; {} unless said.", valueName: "file"))
    var event: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func validate() throws {
        guard (1...Limits.trafficRateMax).contains(rate) else {
            throw ValidationError("--rate must be 1 to \(Limits.trafficRateMax), not \(rate)")
        }
        guard time.duration <= Limits.trafficTimeMax else {
            throw ValidationError("--for must be at most \(Limits.trafficTimeMax.words)")
        }
    }

    func run(in house: Composition) async throws -> ExitCode {
        let event = try house.payload(event.map { "@\($0)" } ?? "{}")
        return try await house.withSite(environment, needsCaller: false) { site in
            try await check(site)
            let signals = Signals()
            signals.catchThem()
            let load = LoadGenerator(
                aws: site.cloud.plain,
                clock: house.clock,
                function: site.function,
                alias: site.alias,
                rate: rate,
                time: time.duration,
                event: { _ in event }
            )
            house.console.say(
                "\(Numbers.counted(rate, "call")) a second to \(site.text) for \(time.duration.words)"
            )
            let tally = TrafficTally()
            await run(load, into: tally, until: signals)
            if house.console.isJSON {
                try house.console.json(tally.counts)
            } else {
                house.console.out(TrafficText.text(tally.counts, width: house.console.width))
            }
            return .success
        }
    }

    /// The load in this task; beside it somebody who listens for the end.
    private func run(_ load: LoadGenerator, into tally: TrafficTally, until signals: Signals) async
    {
        let stop = LoadGenerator.Stop()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { if await signals.next() != nil { stop.set() } }
            await load.run(into: tally, until: stop)
            group.cancelAll()
        }
    }

    /// One question beforehand, so that a wrong name is not a flood of errors.
    private func check(_ site: Site) async throws {
        do {
            _ = try await site.cloud.aws.send(
                GetFunctionConfiguration(functionName: site.function, qualifier: site.alias)
            )
        } catch {
            throw Complaint(calling: site, qualifier: site.alias, failed: error)
        }
    }
}
