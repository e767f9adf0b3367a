// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore
import SluiceProcess

/// `sluice demo`: the tour, in under a minute, without questions and without an account.
struct DemoCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "demo",
        "See a good version go out and a bad one come back, in under a minute.",
        "Starts an engine of its own, deploys a real Python function, sends requests through its "
            + "alias, ships a good version and a bad one, and prints the report. It asks nothing, "
            + "needs no account and leaves nothing behind. Ends with 0 when all went as it should.",
        examples: [
            "sluice demo",
            "sluice demo --output json",
        ]
    )

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        guard Command.find("python3", on: house.variable("PATH")) != nil else {
            throw Complaint(
                "the demo needs python3",
                why: ["its function is written in Python, and no python3 is on PATH"],
                now: [Complaint.nothingChanged],
                next: ["apt-get install python3", "sluice demo"]
            )
        }
        do {
            let result = try await house.withDemo { tour in try await tour.walk() }
            return try tell(result, house.console)
        } catch let stopped as DemoTour.Stopped {
            house.console.say("the demo was stopped; nothing of it is left")
            return stopped.exit
        }
    }

    private func tell(_ result: DemoTour.Result, _ console: Console) throws -> ExitCode {
        if console.isJSON {
            try console.json(result.document)
        } else {
            console.out("\n" + DemoText.text(result, width: console.width))
        }
        let wrong = result.document.wrong
        for text in wrong { console.say("wrong: \(text)") }
        return wrong.isEmpty ? .success : .error
    }
}
