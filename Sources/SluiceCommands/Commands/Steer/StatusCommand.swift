// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Glibc
import SluiceBase
import SluiceCore
import SluiceDeploy

/// `sluice status`: the rollouts that are open, from any shell.
struct StatusCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "status",
        "Show the rollouts that are open.",
        "Reads the journals of the project and asks nobody: it works while AWS is out of reach. "
            + "Ends with 1 where a journal cannot be read, because its rollout may be open.",
        arguments: "[<environment>]",
        examples: [
            "sluice status",
            "sluice status production --output json --watch",
        ]
    )

    @Argument(help: "Only this environment.")
    var environment: String?

    @Flag(help: "Go on until Ctrl-C; with --output json one document a line.")
    var watch = false

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.withStore { store, _ in
            try await house.checkMeaning(of: environment, in: store)
            let locks = house.locks(of: store)
            let open = OpenRollouts(store: store, locks: locks, environment: environment)
            return try await show(open, house)
        }
    }

    private func show(_ open: OpenRollouts, _ house: Composition) async throws -> ExitCode {
        var open = open
        guard watch else {
            let found = try await open.look(at: house.clock.now)
            for damage in open.damaged { house.console.say(damage.complaint) }
            try tell(found, besides: open.damaged, house)
            return open.damaged.isEmpty ? .success : .error
        }
        return try await follow(&open, house)
    }

    private func tell(
        _ found: [OpenRollouts.Found],
        besides damaged: [DamagedJournal],
        _ house: Composition
    ) throws {
        let rollouts = found.map { OpenRolloutReport($0, at: house.clock.now) }
        if house.console.isJSON {
            try house.console.json(OpenRolloutReport.List(rollouts: rollouts))
        } else {
            house.console.out(
                Self.text(rollouts, besides: damaged, width: house.console.width)
            )
        }
    }

    /// The table of open rollouts, and what it cannot know.
    static func text(
        _ rollouts: [OpenRolloutReport],
        besides damaged: [DamagedJournal],
        width: Int
    ) -> String {
        let unknown = damaged.isEmpty ? nil : Self.unknown(damaged)
        if rollouts.isEmpty { return unknown ?? "no rollout is open" }
        let table = TextTable(
            ["rollout", "target", "versions", "step", "traffic", "driver"],
            rows: rollouts.map(\.cells)
        )
        return table.text(width: width) + "\n\n"
            + (OpenRolloutReport.notes(rollouts) + (unknown.map { [$0] } ?? []))
            .joined(separator: "\n")
    }

    private static func unknown(_ damaged: [DamagedJournal]) -> String {
        let names = damaged.map(\.rollout).joined(separator: ", ")
        let journals = damaged.count == 1 ? "its journal" : "their journals"
        return "it cannot be known whether \(names) is open: \(journals) cannot be used"
    }

    // MARK: --watch

    private func follow(
        _ open: inout OpenRollouts,
        _ house: Composition
    ) async throws -> ExitCode {
        let signals = Signals()
        signals.catchThem()
        var picture = Picture()
        var told: Set<String> = []
        var last = ""
        while true {
            let found = try await open.look(at: house.clock.now)
            for damage in open.damaged where !told.contains(damage.rollout) {
                house.console.say(damage.complaint)
            }
            told = Set(open.damaged.map(\.rollout))
            if house.console.isJSON {
                try tell(found, besides: open.damaged, house)
            } else if house.console.canDraw {
                draw(found, besides: open.damaged, &picture, house)
            } else {
                last = try tellChange(found, besides: open.damaged, after: last, house)
            }
            let next = house.clock.now.advanced(by: Limits.statusPoll)
            if await signals.wait(until: next, on: house.clock) != nil { return .success }
        }
    }

    /// A terminal shows each rollout as its driver shows it, drawn over itself.
    private func draw(
        _ found: [OpenRollouts.Found],
        besides damaged: [DamagedJournal],
        _ picture: inout Picture,
        _ house: Composition
    ) {
        let size = TerminalSize.of(STDERR_FILENO)
        let screen = LiveScreen(width: size.width, isColoured: house.console.errorStyle.isColoured)
        let now = house.clock.now
        var lines: [String] = []
        for one in found {
            if !lines.isEmpty { lines.append("") }
            if one.rollout.staysAsSet, one.driving == nil {
                let traffic = one.rollout.servedTraffic?.text ?? ""
                let plan = one.rollout.plan
                lines.append("\(plan.target.text)   \(traffic)   \(plan.wordsOfSetting), and stays")
                continue
            }
            var view = RolloutView(one.rollout, at: now)
            view.driver = one.driving?.text(at: now) ?? "nobody drives it"
            lines += screen.lines(view)
        }
        if !damaged.isEmpty { lines.append("\(Self.unknown(damaged))   \(now.clockText)") }
        if lines.isEmpty { lines = ["no rollout is open   \(now.clockText)"] }
        Console.write(picture.redraw(lines, rows: size.height - 1), to: STDERR_FILENO)
    }

    /// Without a terminal a table is printed when something is another.
    private func tellChange(
        _ found: [OpenRollouts.Found],
        besides damaged: [DamagedJournal],
        after last: String,
        _ house: Composition
    ) throws -> String {
        let now = house.clock.now
        let reports = found.map { OpenRolloutReport($0, at: now) }
        let text = Self.text(reports, besides: damaged, width: house.console.width)
        if text != last { house.console.out("\(now.clockText)\n\(text)") }
        return text
    }
}
