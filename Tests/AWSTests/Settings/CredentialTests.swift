// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceAWS

@Suite struct CredentialTests {
    private static let configuration = """
        [default]
        region = eu-west-1
        [profile prod]
        aws_access_key_id = PROD-CONFIG
        aws_secret_access_key = s
        [profile role]
        role_arn = arn:aws:iam::1:role/r
        source_profile = default
        [profile sso]
        sso_session = corp
        [profile login]
        login_session = arn
        [profile half]
        aws_access_key_id = ONLY
        [profile bare]
        output = json
        """
    private static let credentials = """
        [default]
        aws_access_key_id = DEFAULT
        aws_secret_access_key = a/b+c#d
        aws_session_token = token==
        [prod]
        aws_access_key_id = PROD
        aws_secret_access_key = s
        [role]
        aws_access_key_id = NOT-USED
        aws_secret_access_key = s
        """

    private func settings(
        _ flags: AWSFlags,
        _ variables: [String: String] = [:],
        _ configuration: String = configuration,
        _ credentials: String = credentials,
        clock: StillClock = StillClock()
    ) throws -> AWSSettings {
        let home = try Home(configuration: configuration, credentials: credentials)
        var flags = flags
        flags.region = flags.region ?? "eu-west-1"
        return try AWSSettings(
            flags: flags,
            environment: home.environment(variables),
            clock: clock
        )
    }

    private func key(_ flags: AWSFlags, _ variables: [String: String] = [:]) async throws -> String
    {
        try await settings(flags, variables).credentials.credentials().accessKeyID
    }

    @Test func `keys come from the environment, then from the profile's two files`() async throws {
        let keys = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"]
        let prod = keys.merging(["AWS_PROFILE": "prod"]) { $1 }
        #expect(try await key(AWSFlags(), keys) == "ENV")
        #expect(try await key(AWSFlags(), prod) == "ENV")
        #expect(try await key(AWSFlags(profile: "prod"), prod) == "PROD")
        #expect(try await key(AWSFlags(), ["AWS_PROFILE": "prod"]) == "PROD")
        #expect(try await key(AWSFlags()) == "DEFAULT")
        let found = try await settings(AWSFlags()).credentials.credentials()
        let expected = AWSCredentials(
            accessKeyID: "DEFAULT",
            secretAccessKey: "a/b+c#d",
            sessionToken: "token=="
        )
        #expect(found == expected)
        let other = try await settings(AWSFlags(profile: "prod"), [:], Self.configuration, "")
            .credentials.credentials()
        #expect(other.accessKeyID == "PROD-CONFIG")
    }

    @Test func `both files can stand elsewhere`() async throws {
        let home = try Home(configuration: Self.configuration, credentials: Self.credentials)
        let environment = [
            "HOME": "/nonexistent", "AWS_CONFIG_FILE": "\(home.path)/.aws/config",
            "AWS_SHARED_CREDENTIALS_FILE": "\(home.path)/.aws/credentials",
        ]
        let settings = try AWSSettings(
            flags: AWSFlags(),
            environment: environment,
            clock: StillClock()
        )
        #expect(settings.region == "eu-west-1")
        #expect(try await settings.credentials.credentials().accessKeyID == "DEFAULT")
        let tilde = try AWSSettings(
            flags: AWSFlags(),
            environment: ["HOME": home.path, "AWS_CONFIG_FILE": "~/.aws/config"],
            clock: StillClock()
        )
        #expect(tilde.region == "eu-west-1")
    }

    @Test(arguments: [
        ("role", "profile 'role' assumes a role (role_arn), which Sluice does not do itself: run "),
        ("sso", "profile 'sso' signs in through SSO, which Sluice does not do itself: run "),
        ("login", "profile 'login' signs in by `aws login`, which Sluice does not do itself: run "),
        ("half", "profile 'half' has no aws_secret_access_key"), ("bare", "no credentials: set "),
    ])
    func `what Sluice cannot do is refused by name`(profile: String, beginning: String) async throws
    {
        let settings = try settings(AWSFlags(profile: profile))
        let failure = await #expect(throws: AWSFailure.self) {
            try await settings.credentials.credentials()
        }
        #expect(failure?.kind == .notSent)
        #expect(failure?.isCredentials == true)
        #expect(failure?.message.hasPrefix(beginning) == true)
    }

    @Test(arguments: [
        (["AWS_ACCESS_KEY_ID": "ENV"], "AWS_SECRET_ACCESS_KEY is not set, but its other half is"),
        (
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"],
            "AWS_WEB_IDENTITY_TOKEN_FILE asks for a web identity, "
        ),
        (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://x"], "a container offers credentials, "),
        ([:], "no credentials: set AWS_ACCESS_KEY_ID"),
    ])
    func `without a profile the environment's own sources are named`(
        variables: [String: String],
        beginning: String
    ) async throws {
        let settings = try settings(AWSFlags(), variables, "", "")
        let failure = await #expect(throws: AWSFailure.self) {
            try await settings.credentials.credentials()
        }
        #expect(failure?.message.hasPrefix(beginning) == true)
    }

    @Test func `a local engine is content with any keys`() async throws {
        #expect(try await key(AWSFlags(profile: "sso", isLocal: true)) == "local")
        #expect(try await key(AWSFlags(profile: "none", isLocal: true)) == "local")
        #expect(try await key(AWSFlags(isLocal: true)) == "DEFAULT")
    }

    private func process(_ script: String, clock: StillClock = StillClock()) throws -> AWSSettings {
        try settings(
            AWSFlags(),
            [:],
            "[default]\ncredential_process = \(script)\n",
            "",
            clock: clock
        )
    }

    @Test func `a process gives credentials and is asked again before they end`() async throws {
        let home = try Home()
        let script = """
            echo x >> \(home.path)/calls; N=$(grep -c x \(home.path)/calls); \
            printf '{"Version":1,"AccessKeyId":"K%s","SecretAccessKey":"s","SessionToken":"t",\
            "Expiration":"2023-11-14T22:%s:20Z"}' $N ${MINUTE:-20}
            """
        // The clock stands at 22:13:20: seven minutes are too few, so each call asks again.
        let short = try process(script).credentials
        #expect(try await short.credentials().accessKeyID == "K1")
        #expect(try await short.credentials().accessKeyID == "K2")
        let long = try process(script.replacing("MINUTE:-20", with: "MINUTE:-59")).credentials
        #expect(try await long.credentials().accessKeyID == "K3")
        let again = try await long.credentials()
        #expect(again.accessKeyID == "K3")
        #expect(again.expiresAt == Timestamp(iso8601: "2023-11-14T22:59:20Z"))
    }

    @Test func `old credentials serve while a new call fails, but not beyond their end`()
        async throws
    {
        let home = try Home()
        let script = """
            test -e \(home.path)/once && exit 1; touch \(home.path)/once; \
            echo '{"Version":1,"AccessKeyId":"K","SecretAccessKey":"s","Expiration":"%s"}'
            """
        let fresh = try process(script.replacing("%s", with: "2023-11-14T22:14:00Z")).credentials
        #expect(try await fresh.credentials().accessKeyID == "K")
        #expect(try await fresh.credentials().accessKeyID == "K")
        let second = try Home()
        let ended = script.replacing("%s", with: "2023-11-14T22:13:00Z")
            .replacing(home.path, with: second.path)
        let stale = try process(ended).credentials
        #expect(try await stale.credentials().accessKeyID == "K")
        await #expect(throws: AWSFailure.self) { try await stale.credentials() }
    }

    @Test(arguments: [
        ("exit 3", "it did not end well"), ("echo no >&2; exit 1", "it did not end well: no"),
        ("echo nothing", "this is no JSON: expected a value at byte 0"),
        (
            "echo '{\"Version\":2,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\"}'",
            "Version is not 1"
        ),
        (
            "echo '{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Expiration\":\"x\"}'",
            "Expiration is no time"
        ),
    ])
    func `a process that gives none is named`(script: String, ending: String) async throws {
        let provider = try process(script).credentials
        let failure = await #expect(throws: AWSFailure.self) { try await provider.credentials() }
        #expect(failure?.message.hasPrefix("credential_process '\(script)' gives no") == true)
        #expect(failure?.message.hasSuffix(": \(ending)") == true)
    }
}
