// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Glibc
import SluiceBase
import SluiceCore
import SluiceEngine

/// `sluice local`: the engine in the foreground, until it is told to end.
struct LocalCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "local",
        "Run a Lambda on this machine that speaks AWS's own protocol.",
        "Functions, versions, weighted aliases, metrics and logs behind one port; any credentials "
            + "are accepted. It leaves its address in .sluice/local.json, where --local finds it. "
            + "Ctrl-C or SIGTERM lets running calls end.",
        examples: [
            "sluice local",
            "sluice local --port 0 --data /tmp/lambda --runtime python3.12=/usr/bin/python3.11",
        ]
    )

    @Option(help: "The port; 0 picks a free one.")
    var port = 4570

    @Option(
        help: ArgumentHelp("Where everything is kept; .sluice/local unless said.", valueName: "dir")
    )
    var data: String?

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(
        help: ArgumentHelp("The program that runs a runtime; repeatable.", valueName: "name=path")
    )
    var runtime: [RuntimeArgument] = []

    @Option(
        name: .customLong("metric-delay"),
        help: ArgumentHelp("Metrics in minutes and this late, as on AWS.", valueName: "time")
    )
    var metricDelay: DurationArgument?

    @Flag(
        name: .customLong("always-executed-version"),
        help: "Write the ExecutedVersion dimension for aliases without weights too."
    )
    var alwaysExecutedVersion = false

    @Option(
        help: ArgumentHelp(
            "The account, twelve digits; of keys that are no twelve digits themselves.",
            valueName: "id"
        )
    )
    var account: String?

    @Option(
        name: .customLong("settle-time"),
        help: ArgumentHelp(
            "How long Pending and InProgress last; 200ms unless said.",
            valueName: "time"
        )
    )
    var settleTime: PauseArgument?

    @Option(
        name: .customLong("retry-wait"),
        help: ArgumentHelp(
            "The wait before an event's first retry, twice as long before its second; 1s unless said.",
            valueName: "time"
        )
    )
    var retryWait: PauseArgument?

    @Option(
        name: .customLong("idle-after"),
        help: ArgumentHelp(
            "Functions without calls for this long become Inactive; never unless said.",
            valueName: "time"
        )
    )
    var idleAfter: DurationArgument?

    @Option(
        help: ArgumentHelp(
            "What routing by weight is drawn from; 1 unless said.",
            valueName: "number"
        )
    )
    var seed: UInt64?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port must be 0 to 65535, not \(port)")
        }
        if let account, account.utf8.count != 12 || !account.utf8.allSatisfy({ 48...57 ~= $0 }) {
            throw ValidationError("--account must be twelve digits, not \(account)")
        }
    }

    func run(in house: Composition) async throws -> ExitCode {
        let signals = Signals()
        signals.catchThem()
        return try await house.withEngine(options(house)) { engine in
            let address = EngineAddress(
                endpoint: engine.endpoint,
                region: options(house).region,
                account: options(house).account,
                pid: Int(getpid())
            )
            let file = EngineAddress.path(in: house.folder)
            var record = address
            record.data = house.path(data ?? ".sluice/local")
            try await house.leave(record, in: file)
            defer { house.take(address, from: file) }
            if house.console.isJSON {
                try house.console.json(address)
            } else {
                house.console.out("sluice local is ready: \(engine.endpoint)")
            }
            _ = await signals.next()
            house.console.detail("ending; running calls may finish")
            return .success
        }
    }

    private func options(_ house: Composition) -> Engine.Options {
        var options = house.engineOptions(data: house.path(data ?? ".sluice/local"))
        options.host = host
        options.port = port
        options.region = common.region ?? options.region
        options.account = account ?? options.account
        options.settleTime = settleTime?.duration ?? options.settleTime
        options.retryWait = retryWait?.duration ?? options.retryWait
        options.idleAfter = idleAfter?.duration
        options.seed = seed ?? options.seed
        options.runtimes = Dictionary(runtime.map { ($0.runtime, $0.path) }) { $1 }
        options.metricDelay = metricDelay?.duration
        options.alwaysExecutedVersion = alwaysExecutedVersion
        return options
    }
}
