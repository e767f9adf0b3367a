// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import Testing

@testable import SluiceCommands

@Suite struct GivenOptionsTests {
    @Test(arguments: [
        ("sluice alarms production --apply", "sluice alarms production --local --apply --yes"),
        ("sluice doctor --fix --yes", "sluice doctor --local --fix --yes"),
        ("sluice deploy a --local --retry", "sluice deploy a --local --retry --yes"),
        ("sluice deploy a   once more", "sluice deploy a --local --yes   # once more"),
        ("sluice abort r-1", "sluice abort r-1"),
        ("sluice versions a", "sluice versions a --local"),
        ("sluice local   in another terminal", "sluice local   in another terminal"),
        ("use the newer Sluice", "use the newer Sluice"),
    ])
    func `a proposed command reaches the same place and asks as little`(line: String, text: String)
    {
        #expect(GivenOptions(isLocal: true, saysYes: true).completing(line) == text)
    }

    @Test func `a place that is named by its address stays so`() {
        let variable = GivenOptions(variableURL: "http://127.0.0.1:9")
        #expect(
            variable.completing("sluice rollback a --local --to 4   # back to v4")
                == "sluice rollback a --endpoint-url http://127.0.0.1:9 --to 4   # back to v4"
        )
        #expect(variable.completing("sluice check a") == "sluice check a")
        let option = GivenOptions(endpointURL: "http://127.0.0.1:9", config: "x.yaml")
        #expect(
            option.completing("sluice check a")
                == "sluice check a --endpoint-url http://127.0.0.1:9 -f x.yaml"
        )
    }

    @Test func `of a report only the commands are completed`() {
        let text = " now     v1 100 %\n next    sluice rollback a\n         sluice logs a"
        #expect(
            GivenOptions(isLocal: true).completing(text: text)
                == " now     v1 100 %\n next    sluice rollback a --local\n         sluice logs a --local"
        )
    }

    @Test func `what is printed is cut where a terminal ends, or where COLUMNS says`() {
        #expect(Composition.width("72", isTerminal: false) == 72)
        #expect(Composition.width("none", isTerminal: false) == .max)
        #expect(Composition.width(nil, isTerminal: false) == .max)
    }
}
