// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Testing

@testable import SluiceCommands

@Suite struct HelpTests {
    static let verbs = SluiceCommand.configuration.subcommands.compactMap {
        $0.configuration.commandName
    }

    private func help(_ name: String) throws -> String {
        let verb = SluiceCommand.configuration.subcommands.first {
            $0.configuration.commandName == name
        }
        return HelpText.of(try #require(verb))
    }

    @Test func `the program's help groups the verbs`() throws {
        try Snapshot.expect(HelpText.of(SluiceCommand.self), "help")
    }

    @Test(arguments: verbs)
    func `a verb's help is as it was reviewed`(name: String) throws {
        try Snapshot.expect(help(name), "help-\(name)")
    }

    @Test(arguments: verbs)
    func `a verb's help has two examples that the parser takes`(name: String) throws {
        let lines = try help(name).split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex(of: "Examples:"))
        let examples = lines[(start + 1)...].prefix { $0.hasPrefix("  sluice ") }
        #expect(examples.count == 2)
        for example in examples {
            #expect(throws: Never.self, "\(example)") {
                _ = try SluiceCommand.parseAsRoot(Self.words(example))
            }
        }
    }

    /// A shell's words, as far as the examples need one.
    private static func words(_ line: String) -> [String] {
        var words = [""]
        var quote: Character?
        for character in line.drop(while: { $0 == " " }) {
            if let open = quote {
                if character == open {
                    quote = nil
                } else {
                    words[words.count - 1].append(character)
                }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == " " {
                words.append("")
            } else {
                words[words.count - 1].append(character)
            }
        }
        return Array(words.dropFirst())
    }

    @Test func `no line of any help is wider than a page`() throws {
        for name in Self.verbs {
            for line in try help(name).split(separator: "\n") { #expect(line.count <= 100) }
        }
    }

    @Test func `a verb's own options stand before those that every verb has`() {
        let text = "USAGE: x\n\nOPTIONS EVERYWHERE:\n  -f\n\nOPTIONS:\n  --rate\n\n"
        #expect(
            HelpText.arranged(text)
                == "USAGE: x\n\nOPTIONS:\n  --rate\n\nOPTIONS EVERYWHERE:\n  -f\n"
        )
    }
}
