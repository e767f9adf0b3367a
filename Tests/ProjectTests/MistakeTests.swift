import SluiceBase
// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceProject
import Testing

/// What is wrong with a file, said in whole sentences with a place.
@Suite struct MistakeTests {
    @Test(arguments: [
        ("", "sluice.yaml:1:1: error: the file is empty"),
        ("- a", "sluice.yaml:1:1: error: the project file must be a mapping, not a list"),
        (
            "version: [1",
            "sluice.yaml:2:1: error: the file is no YAML: did not find expected ',' or ']'"
        ),
        (
            "version: 2\nfunction: {name: a}\nenvironments: {dev: }",
            "sluice.yaml:1:10: error: version must be 1, not '2'"
        ),
        (
            "function: {name: a}\nenvironments: {dev: }",
            "sluice.yaml:1:1: error: 'version: 1' is missing"
        ),
        (
            "version: 1\nfunction: {name: a}",
            "sluice.yaml:1:1: error: 'environments' is missing"
        ),
        (
            "version: 1\nfunction: {name: a}\nenvironments: {}",
            "sluice.yaml:3:15: error: there is no environment"
        ),
        (
            "version: 1\nenvironments: {dev: }",
            "sluice.yaml:1:1: error: 'function' is missing"
        ),
        (
            "version: 1\nfunction: {runtime: python3.12}\nenvironments: {dev: }",
            "sluice.yaml:2:1: error: function needs 'name'"
        ),
        (
            "version: 1\nversion: 1\nfunction: {name: a}\nenvironments: {dev: }",
            "sluice.yaml:1:1: error: the key 'version' is there twice"
        ),
        (
            "version: 1\nfunction: {name: a}\nenviroments: {dev: }",
            """
            sluice.yaml:1:1: error: 'environments' is missing
            sluice.yaml:3:1: error: unknown key 'enviroments' in the project file; \
            did you mean 'environments'?
            """
        ),
        (
            "version: 1\nfunction: {name: a}\nenvironments: {a b: }",
            "sluice.yaml:3:16: error: an environment's name is 1 to 64 letters, digits, '-' or "
                + "'_', not 'a b'"
        ),
    ])
    func `a mistake in the file's frame is said`(yaml: String, text: String) {
        #expect(problems(yaml) == text)
    }

    @Test(arguments: [
        (
            "{ name: a, memroy: 1 }",
            "22: error: unknown key 'memroy' in function; did you mean 'memory'?"
        ),
        ("{ name: a, zebra: 1 }", "22: error: unknown key 'zebra' in function"),
        ("{ name: [a] }", "19: error: name must be a text, not a list"),
        (
            "{ name: a, memory: lots }",
            "30: error: memory must be a whole number from 128 to 10240, not 'lots'"
        ),
        (
            "{ name: a, memory: 64 }",
            "30: error: memory must be a whole number from 128 to 10240, not '64'"
        ),
        (
            "{ name: a, timeout: 30 }",
            "31: error: timeout must be a duration such as 250ms, 90s, 10m or 24h, not '30'"
        ),
        (
            "{ name: a, timeout: 250ms }",
            "31: error: timeout must be whole seconds from 1s to 15m, not '250ms'"
        ),
        (
            "{ name: a, variables: [A] }",
            "33: error: variables must be a mapping, not a list"
        ),
        (
            "{ name: a, variables: {A: {b: c}} }",
            "37: error: variables.A must be a text, not a mapping"
        ),
        (
            "{ name: a, variables: {A: } }",
            "37: error: variables.A must be a text, not nothing"
        ),
        (
            "{ name: a, properties: {MemorySize: 512} }",
            "35: error: 'MemorySize' in properties has a key of its own in function: memory"
        ),
        (
            "{ name: \"a-${enviroment}\" }",
            "19: error: name has an unknown lookup '${enviroment}'; did you mean '${environment}'?"
        ),
        ("{ name: \"a-${environment\" }", "19: error: name has a '${' without its '}'"),
        ("{ name: !Ref a }", "19: error: name has a tag that is not known here"),
        ("{ name: , runtime: x }", "19: error: name must be a text, not nothing"),
    ])
    func `a mistake in a function is said`(function: String, text: String) {
        let yaml = "version: 1\nfunction: \(function)\nenvironments: {dev: }"
        #expect(problems(yaml).replacing("sluice.yaml:2:", with: "") == text)
    }

    @Test(arguments: [
        ("strategy: canry", "unknown strategy 'canry'; did you mean 'canary'?"),
        (
            "strategy: Canary10Percent5Minute",
            "unknown strategy 'Canary10Percent5Minute'; did you mean 'Canary10Percent5Minutes'?"
        ),
        (
            "strategy: canary",
            "strategy canary needs its values: canary: {weight: 10%, bake: 5m}"
        ),
        (
            "strategy: linear",
            "strategy linear needs its values: linear: {weight: 10%, every: 1m}"
        ),
        (
            "strategy: {watchAfter: 10m}",
            "strategy must have one of name, steps, canary or linear, not none"
        ),
        (
            "strategy: {name: direct, steps: []}",
            "strategy must have one of name, steps, canary or linear, not name and steps"
        ),
        (
            "strategy: {canary: {weight: 0%, bake: 5m}}",
            "weight must be over 0% and at most 100%, with at most two decimals, not '0%'"
        ),
        (
            "strategy: {canary: {weight: 101%, bake: 5m}}",
            "weight must be over 0% and at most 100%, with at most two decimals, not '101%'"
        ),
        (
            "strategy: {canary: {weight: 1.234%, bake: 5m}}",
            "weight must be over 0% and at most 100%, with at most two decimals, not '1.234%'"
        ),
        ("strategy: {canary: {weight: 5%}}", "canary needs 'bake'"),
        (
            "strategy: {linear: {weight: 5%, bake: 5m}}",
            "linear needs 'every'\nunknown key 'bake' in linear"
        ),
        (
            "strategy: {linear: {weight: 0.5%, every: 1m}}",
            "linear would have 199 steps; 100 are the most"
        ),
        (
            "strategy: {steps: [{weight: 50%, bake: 5m}, {weight: 10%, bake: 5m}]}",
            "steps must not fall: 10% comes after 50%"
        ),
        ("strategy: {steps: []}", "steps must be from 1 to 100"),
        (
            "strategy: {steps: [{weight: 5%, bake: soon}]}",
            "bake must be a duration such as 250ms, 90s, 10m or 24h, not 'soon'"
        ),
        (
            "strategy: {steps: [{weight: 5%, bake: 0s}]}",
            "bake must be a duration such as 250ms, 90s, 10m or 24h, not '0s'"
        ),
        ("protected: perhaps", "protected must be true or false, not 'perhaps'"),
        ("regions: eu-west-1", "regions must be a list, not 'eu-west-1'"),
        (
            "region: eu-west-1",
            "unknown key 'region' in environment staging; did you mean 'regions'?"
        ),
        ("regions: []", "regions must name a region"),
        ("observe: nothing", "observe must be auto, metrics or logs, not 'nothing'"),
        ("onHold: {quiet: wait}", "quiet must be hold, probe, rollback or promote, not 'wait'"),
        ("onHold: {stale: promote}", "stale must be hold or rollback, not 'promote'"),
        (
            "guards: {failures: [latency]}",
            "a failure source must be function, log or metric, not 'latency'"
        ),
        (
            "guards: {failures: [{log: ''}]}",
            "log must be a text, not ''"
        ),
        (
            "guards: {failures: [{log: a, metric: {}}]}",
            "a failure source must be function, log or metric, not a mapping"
        ),
        (
            "guards: {failures: [{metric: {namespace: A, dimensions: {V: x}}}]}",
            "metric needs 'name'\nmetric needs 'versionDimension'"
        ),
        (
            "guards: {failures: [{metric: {namespace: A, name: B, dimensions: {V: x}, versionDimension: V}}]}",
            "the version's dimension has no value of its own"
        ),
        ("onHold: {quiet: probe}", "'quiet: probe' needs probes: {rate: 1/s, payload: …}"),
        ("probes: {payload: {}}", "probes needs 'rate': 1/s or 6/m, for example"),
        (
            "probes: {rate: 11/s}",
            "rate must be a rate such as 1/s, 6/m or 1/h, at most 10/s, not '11/s'"
        ),
        (
            "probes: {rate: 0/s}",
            "rate must be a rate such as 1/s, 6/m or 1/h, at most 10/s, not '0/s'"
        ),
        ("guards: {alpha: 2}", "alpha must be over 0% and at most 50%, not '2'"),
        ("guards: {cap: 0%}", "cap must be over 0% and at most 50%, not '0%'"),
        ("guards: {cap: nan}", "cap must be over 0% and at most 50%, not 'nan'"),
        ("guards: {latency: 20%}", "latency must be a mapping, not '20%'"),
        (
            "guards: {latency: {margin: -1%}}",
            "margin must be from 0% to 900%, such as 20%, not '-1%'"
        ),
        ("guards: {throttles: 5}", "throttles must be true or false, not '5'"),
        (
            "guards: {failures: [], throttles: true}",
            "'throttles' is judged beside failed calls, and failures is empty"
        ),
        (
            "strategy: {name: blue-green, watchAfter: {calls: 0}}",
            "calls must be a whole number from 1 to 1000000, not '0'"
        ),
        (
            "strategy: {name: blue-green, watchAfter: {for: 1h}}",
            "watchAfter needs 'calls': {calls: 50, for: 24h}"
        ),
        (
            "strategy: {name: Canary10Percent5Minutes, promoteEarly: true}",
            "a preset never promotes early: write canary, linear or steps beside 'promoteEarly'"
        ),
        (
            "strategy: {name: all-at-once, promoteEarly: true}",
            "'promoteEarly' needs weighted steps; all-at-once has none"
        ),
        ("gates: [{at: before}]", "a gate must have one of invoke, run or url, not none"),
        (
            "gates: [{run: a, url: b}]",
            "a gate must have one of invoke, run or url, not run and url"
        ),
        (
            "gates: [{run: a, at: soon}]",
            "at must be before, after or the weight of a step, not 'soon'"
        ),
        (
            "gates: [{run: a, at: 10%}]",
            "no step has the weight 10%; the strategy has no steps"
        ),
        (
            "strategy: Canary10Percent5Minutes\ngates: [{run: a, at: 20%}]",
            "no step has the weight 20%; there are 10%"
        ),
        (
            "gates: [{invoke: {expect: {matches: '('}}}]",
            "matches must be a regular expression, not '('"
        ),
        (
            "gates: [{invoke: {expect: {path: {a: 1}}}}]",
            "a path must begin with '$.', not 'a'"
        ),
        (
            "gates: [{invoke: {expct: {status: 200}}}]",
            "unknown key 'expct' in invoke; did you mean 'expect'?"
        ),
    ])
    func `a mistake in an environment is said`(lines: String, text: String) {
        let said = problems(staging(lines)).split(separator: "\n").map {
            String($0.replacing(#/^sluice\.yaml:[0-9]+:[0-9]+: error: /#, with: ""))
        }
        #expect(said.joined(separator: "\n") == text)
    }

    @Test func `all problems are said in one run, in the order of the file`() throws {
        let folder = try Folder(["events/bad.json": "{"])
        let yaml = """
            version: 1
            function:
              name: orders
              memory: much
              code: src/
            environments:
              staging:
                strategy: canary
                gates:
                  - invoke: { payload: events/none.json }
                  - invoke: { payload: events/bad.json }
              production:
                strategy: direct
                colour: blue
            """
        #expect(
            problems(yaml, in: folder.path) == """
                sluice.yaml:4:11: error: memory must be a whole number from 128 to 10240, not 'much'
                sluice.yaml:5:9: error: code: src/ does not exist
                sluice.yaml:8:15: error: strategy canary needs its values: \
                canary: {weight: 10%, bake: 5m}
                sluice.yaml:10:28: error: the payload events/none.json cannot be read: \
                No such file or directory
                sluice.yaml:11:28: error: the payload events/bad.json is no JSON
                sluice.yaml:12:3: error: environment production is protected and lacks \
                an alias and a gate
                sluice.yaml:13:15: error: environment production is protected: \
                strategy direct is refused
                sluice.yaml:14:5: error: unknown key 'colour' in environment production
                """
        )
    }

    @Test func `a file that cannot be read is said`() throws {
        let folder = try Folder()
        let error = #expect(throws: ProjectProblems.self) {
            try ProjectFile.load("\(folder.path)/sluice.yaml", shownAs: "sluice.yaml")
        }
        #expect(
            error?.description
                == "sluice.yaml: error: the project file cannot be read: No such file or directory"
        )
        #expect(error?.exit == .usage)
    }

    @Test func `few lines that mean very many values end with a problem`() {
        var yaml = "version: 1\na: &a [x,x,x,x,x,x,x,x,x,x]\n"
        for (from, to) in zip("abcdefg", "bcdefgh") {
            yaml +=
                "\(to): &\(to) [\(Array(repeating: "*\(from)", count: 10).joined(separator: ","))]\n"
        }
        yaml += "function: {name: a, properties: {Bomb: *h}}\nenvironments: {dev: }\n"
        #expect(problems(yaml).contains("error: the file means more than 100000 values"))
    }

    @Test(arguments: [
        ("./gone.sh", "run: there is no file ./gone.sh"),
        ("./plain.sh --fast", "run: ./plain.sh is not executable (chmod +x)"),
        ("./good.sh && sh ./gone.sh", ""), ("sh -c 'exit 0'", ""), ("$HOME/x", ""),
        ("./src", "run: ./src is a directory"),
    ])
    func `the file that a gate runs must be there and be a program`(
        command: String,
        problem: String
    ) throws {
        let folder = try Folder(["plain.sh": "exit 0\n", "src/a": ""])
        try folder.write("exit 0\n", to: "good.sh", isExecutable: true)
        let text = staging("gates: [{run: \"\(command)\"}]")
        let file = try ProjectFile.parse(text, directory: folder.path)
        var found = ""
        do throws(ProjectProblems) {
            _ = try file.intent("staging", overrides: Overrides(candidate: Version(2)))
        } catch {
            found = error.diagnostics.map(\.message).joined(separator: "\n")
        }
        #expect(found == problem)
    }

    @Test func `a complaint counts the problems and knows the exit`() {
        let one = ProjectProblems([Diagnostic(message: "x is y", file: "sluice.yaml", line: 3)])
        #expect(
            one.complaint.text == """
                error: sluice.yaml has a problem
                  why    sluice.yaml:3: error: x is y
                  now    Sluice changed nothing
                  next   mend sluice.yaml, then the same command again
                """
        )
        #expect(one.complaint.exit == .usage)
        let policy = Diagnostic(kind: .policy, message: "no", file: "sluice.yaml")
        #expect(ProjectProblems([policy]).exit == .refused)
        #expect(ProjectProblems([policy] + one.diagnostics).exit == .usage)
    }
}
