// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceProject
import Testing

/// Policy, lookups and files: what is checked for the environment that is deployed.
@Suite struct PolicyTests {
    @Test(arguments: [
        (
            "production", "alias: live, strategy: direct, gates: [{run: a}]",
            "4:39: error: environment production is protected: strategy direct is refused"
        ),
        (
            "prod", "alias: live",
            "4:3: error: environment prod is protected and lacks a gate"
        ),
        (
            "staging", "protected: true",
            "4:3: error: environment staging is protected and lacks an alias and a gate"
        ),
        (
            "staging", "protected: true, alias: live, gates: [{run: a}], guards: {failures: []}",
            "4:3: error: environment staging is protected and lacks a guard"
        ),
    ])
    func `a protected environment refuses, with exit 12`(
        name: String,
        lines: String,
        text: String
    ) throws {
        let yaml =
            "version: 1\nfunction: {name: a}\nenvironments:\n  \(name): {\(lines)}\n  dev: {}"
        let file = try ProjectFile.parse(yaml, directory: "/nowhere")
        let error = #expect(throws: ProjectProblems.self) { try file.intent(name) }
        #expect(error?.description == "sluice.yaml:\(text)")
        #expect(error?.exit == .refused)
        // Another environment of the file, and looking, are not in its way.
        #expect(try file.intent("dev").strategy.isDirect)
        #expect(try file.intent(name, overrides: Overrides(for: .look)).function == "a")
    }

    @Test func `production may say that it is not protected`() throws {
        let yaml = staging("").replacing("staging:", with: "production:\n    protected: false")
        let file = try ProjectFile.parse(yaml, directory: "/nowhere")
        #expect(try !file.intent("production").isProtected)
    }

    @Test func `a strategy that moves an alias needs one`() {
        let yaml = "version: 1\nfunction: {name: a}\nenvironments:\n  dev: {strategy: blue-green}"
        #expect(
            problems(yaml)
                == "sluice.yaml:4:19: error: strategy blue-green needs an alias, "
                + "and environment dev has none"
        )
    }

    @Test(arguments: [
        (
            "role: 'arn:aws:iam::${account}:role/a'",
            "'${account}' is not known: say 'account' in environment staging"
        ),
        (
            "description: 'in ${region}'",
            "'${region}' is not known: say 'regions' in environment staging, or --region"
        ),
        ("description: '${env:NONE}'", "the environment variable NONE is not set"),
        (
            "description: '${file:none}'",
            "the file none cannot be read: No such file or directory"
        ),
        (
            "role: orders",
            "role must be an ARN like arn:aws:iam::123456789012:role/NAME, not 'orders'"
        ),
        ("architecture: arm", "architecture must be x86_64 or arm64, not 'arm'"),
        ("code: none/", "code: none/ does not exist"),
        ("code: '${environment}'", "code: staging does not exist"),
    ])
    func `what cannot be resolved is said`(line: String, text: String) throws {
        let yaml = staging("", function: "{ name: orders, \(line) }")
        let file = try ProjectFile.parse(yaml, directory: "/nowhere")
        let column = 28 + line.prefix { $0 != ":" }.count + 1
        expect("sluice.yaml:2:\(column): error: \(text)") { _ = try file.intent("staging") }
    }

    @Test(arguments: [
        (
            "name: 'a b'",
            "2:19: error: a function's name is 1 to 64 letters, digits, '-' or '_', not 'a b'"
        )
    ])
    func `names have patterns`(name: String, text: String) throws {
        let file = try ProjectFile.parse(
            staging("", function: "{ \(name) }"),
            directory: "/nowhere"
        )
        expect("sluice.yaml:\(text)") { _ = try file.intent("staging") }
    }

    @Test func `aliases, accounts and regions have patterns`() throws {
        let yaml = """
            version: 1
            function: { name: orders }
            environments:
              staging: { alias: 42, account: 12, regions: [europe] }
            """
        let file = try ProjectFile.parse(yaml, directory: "/nowhere")
        expect(
            """
            sluice.yaml:4:21: error: an alias's name is letters, digits, '-' or '_', \
            and not digits alone, not '42'
            sluice.yaml:4:34: error: an account is twelve digits, not '12'
            sluice.yaml:4:48: error: a region is like eu-west-1, not 'europe'
            """
        ) { _ = try file.intent("staging") }
    }

    @Test func `lookups come from the environment, files and the target`() throws {
        let folder = try Folder(["token.txt": "abc\n"])
        let function = """
            { name: "o-${environment}", description: "$${x} ${env:A}${env:B}", \
            variables: { T: "${file:token.txt}", U: "u", R: "${region}/${account}" } }
            """
        let file = try ProjectFile.parse(staging("", function: function), directory: folder.path)
        let intent = try file.intent(
            "staging",
            overrides: Overrides(
                region: "eu-west-1",
                account: "123456789012",
                variables: ["A": "1", "B": "${env:A}"]
            )
        )
        #expect(intent.function == "o-staging")
        #expect(intent.settings.description == "${x} 1${env:A}")
        #expect(
            intent.settings.variables == ["T": "abc", "U": "u", "R": "eu-west-1/123456789012"]
        )
        #expect(intent.settings.secrets == ["T"])
    }

    @Test(arguments: [
        (
            "python3.12", "app.handler",
            "handler app.handler is not in src/: there is neither app.py nor app/__init__.py"
        ),
        ("python3.12", "main", "handler main is not of the form FILE.FUNCTION"),
        (
            "nodejs20.x", "lib/index.run",
            "handler lib/index.run is not in src/: there is no lib/index.js"
        ),
        (
            "provided.al2023", "x",
            "src/ has no bootstrap at its root, which a provided runtime starts"
        ),
    ])
    func `a handler that is not in the package is said`(
        runtime: String,
        handler: String,
        text: String
    ) throws {
        let folder = try Folder(["src/main.py": "", "src/index.js": ""])
        let function = "{ name: a, code: src/, runtime: \(runtime), handler: \(handler) }"
        let file = try ProjectFile.parse(staging("", function: function), directory: folder.path)
        let column = 54 + runtime.count
        expect("sluice.yaml:2:\(column): error: \(text)") { _ = try file.intent("staging") }
    }
}
