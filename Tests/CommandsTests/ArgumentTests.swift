import ArgumentParser
// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Testing

@testable import SluiceCommands

@Suite struct ArgumentTests {
    private func parse<Command>(_ line: String, as type: Command.Type) throws -> Command {
        let words = line.split(separator: " ").map(String.init)
        return try #require(try SluiceCommand.parseAsRoot(words) as? Command)
    }

    @Test func `deploy reads its options beside those that every verb has`() throws {
        let deploy = try parse(
            "deploy production --version v42 --strategy all-at-once --retry --on-interrupt "
                + "rollback -f x.yaml --region eu-west-1 --profile p --endpoint-url http://h:1 "
                + "--local --output json --no-color -v --yes",
            as: DeployCommand.self
        )
        #expect(deploy.environment == "production")
        #expect(deploy.version?.version == Version(42))
        #expect(deploy.strategy == "all-at-once")
        #expect(deploy.retry)
        #expect(deploy.onInterrupt.policy == .rollback)
        #expect(
            deploy.common.settings
                == Settings(
                    config: "x.yaml",
                    region: "eu-west-1",
                    profile: "p",
                    endpointURL: "http://h:1",
                    isLocal: true,
                    output: .json,
                    isPlain: true,
                    isVerbose: true,
                    isDebug: false,
                    saysYes: true
                )
        )
    }

    @Test func `a weight is the same with and without a sign`() throws {
        for text in ["30", "30%"] {
            let shift = try parse("shift production \(text)", as: ShiftCommand.self)
            #expect(shift.weight.weight == .percent(30))
        }
    }

    @Test func `local maps runtimes, one option each`() throws {
        let local = try parse(
            "local --runtime python3.12=/usr/bin/python3.11 --runtime nodejs20.x=/opt/node",
            as: LocalCommand.self
        )
        #expect(local.runtime.map(\.runtime) == ["python3.12", "nodejs20.x"])
        #expect(local.runtime.map(\.path) == ["/usr/bin/python3.11", "/opt/node"])
        #expect(local.port == 4570)
    }

    @Test func `traffic runs for a minute unless told otherwise`() throws {
        let plain = try parse("traffic production --rate 50", as: TrafficCommand.self)
        #expect(plain.time.duration == .seconds(60))
        let timed = try parse("traffic production --rate 1 --for 250ms", as: TrafficCommand.self)
        #expect(timed.time.duration == .milliseconds(250))
    }

    @Test(arguments: [
        "deploy", "deploy a b", "deploy a --version x",
        "deploy a --version $LATEST", "plan a --version $LATEST", "shift a 10 --version $LATEST",
        "rollback a --to $LATEST", "deploy a --on-interrupt no",
        "shift a", "shift a 101", "shift a -5", "shift a 1.234", "traffic a", "traffic a --rate 0",
        "traffic a --rate 1001", "traffic a --rate 1 --for 0s", "traffic a --rate 1 --for 25h",
        "traffic a --rate 1 --for long", "local --port 70000", "local --runtime python3.12",
        "local --runtime python3.12=python3", "show", "show r-1 --format xml",
        "status --output xml",
        "nonsense", "logs a --since never",
    ])
    func `what cannot be meant is a mistake of usage`(line: String) {
        let words = line.split(separator: " ").map(String.init)
        do {
            _ = try SluiceCommand.parseAsRoot(words)
            Issue.record("it was taken")
        } catch {
            #expect(SluiceCommand.exitCode(for: error).rawValue == 64)
        }
    }

    @Test(arguments: [
        ("30m", "2026-01-01T10:30:00.000Z"), ("10:40", "2026-01-01T10:40:00.000Z"),
        ("09:00Z", "2026-01-02T09:00:00.000Z"),
        ("2026-03-01T16:40Z", "2026-03-01T16:40:00.000Z"),
        ("2026-03-01T16:40:30+01:00", "2026-03-01T15:40:30.000Z"),
    ])
    func `a moment is a time from now, of the day, or of a date`(text: String, moment: String)
        throws
    {
        let now = try #require(Timestamp(iso8601: "2026-01-01T10:00:00Z"))
        #expect(MomentArgument(argument: text)?.moment(from: now).iso8601 == moment)
    }

    @Test(arguments: ["", "0s", "25:00", "10", "tomorrow", "10:4"])
    func `what is no moment is refused`(text: String) {
        #expect(MomentArgument(argument: text) == nil)
    }

    @Test(arguments: [
        "shift production 10% --journal local", "rollback production --journal local",
    ])
    func `a journal on this disk is for what opens a rollout`(line: String) {
        let opening = line + (line.hasPrefix("shift") ? " --hold-until 30m" : " --gradual")
        let words = [line, opening].map { $0.split(separator: " ").map(String.init) }
        #expect(throws: (any Error).self) { try SluiceCommand.parseAsRoot(words[0]) }
        #expect(throws: Never.self) { try SluiceCommand.parseAsRoot(words[1]) }
    }

    @Test(arguments: [
        "deploy production --hotfix", "deploy production --hotfix --reason x --until 10%",
        "deploy production --hotfix --reason x --wait 5m", "deploy production --reason x",
        "deploy production --until soon",
    ])
    func `a hotfix needs its reason, and goes to the end`(line: String) {
        #expect(throws: (any Error).self) { try parse(line, as: DeployCommand.self) }
    }
}
