// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// Decides where credentials come from, in the order that AWS's tools have.
///
/// `--profile` counts before keys in the environment, those before `AWS_PROFILE`.
struct CredentialChain {
    let flags: AWSFlags
    let environment: [String: String]
    let profile: Profiles.Profile?
    let clock: any WallClock

    /// The provider; where nothing is found, one that says so when it is asked.
    var provider: any CredentialProvider {
        let found = fromEnvironment ?? fromProfile ?? elsewhere
        if flags.isLocal, !(found is FixedCredentials) { return FixedCredentials(.local) }
        return found ?? RefusedCredentials(Self.nothing)
    }

    private static let nothing =
        "no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile with "
        + "--profile or AWS_PROFILE"

    private var fromEnvironment: (any CredentialProvider)? {
        if flags.profile != nil { return nil }
        let key = environment["AWS_ACCESS_KEY_ID"] ?? ""
        let secret = environment["AWS_SECRET_ACCESS_KEY"] ?? ""
        if key.isEmpty, secret.isEmpty { return nil }
        guard !key.isEmpty, !secret.isEmpty else {
            let missing = key.isEmpty ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY"
            return RefusedCredentials("\(missing) is not set, but its other half is")
        }
        let token = environment["AWS_SESSION_TOKEN"] ?? ""
        return FixedCredentials(
            AWSCredentials(
                accessKeyID: key,
                secretAccessKey: secret,
                sessionToken: token.isEmpty ? nil : token,
                // What `aws configure export-credentials --format env` says beside the keys.
                expiresAt: environment["AWS_CREDENTIAL_EXPIRATION"]
                    .flatMap(Timestamp.init(iso8601:))
            )
        )
    }

    private var fromProfile: (any CredentialProvider)? {
        guard let profile else { return nil }
        if profile["role_arn"] != nil { return refused(profile, "assumes a role (role_arn)") }
        if profile["sso_session"] != nil || profile["sso_start_url"] != nil {
            return refused(profile, "signs in through SSO")
        }
        if let keys = keys(in: profile.credentials, of: profile) { return keys }
        if profile["login_session"] != nil { return refused(profile, "signs in by `aws login`") }
        if let command = profile["credential_process"] {
            return ProcessCredentials(command: command, environment: environment, clock: clock)
        }
        return keys(in: profile.configuration, of: profile)
    }

    private func keys(
        in settings: [String: String],
        of profile: Profiles.Profile
    ) -> (any CredentialProvider)? {
        let key = settings["aws_access_key_id"] ?? ""
        let secret = settings["aws_secret_access_key"] ?? ""
        if key.isEmpty, secret.isEmpty { return nil }
        guard !key.isEmpty, !secret.isEmpty else {
            let missing = key.isEmpty ? "aws_access_key_id" : "aws_secret_access_key"
            return RefusedCredentials("profile '\(profile.name)' has no \(missing)")
        }
        let token = settings["aws_session_token"] ?? ""
        return FixedCredentials(
            AWSCredentials(
                accessKeyID: key,
                secretAccessKey: secret,
                sessionToken: token.isEmpty ? nil : token
            )
        )
    }

    private func refused(
        _ profile: Profiles.Profile,
        _ what: String
    ) -> any CredentialProvider {
        RefusedCredentials(
            "profile '\(profile.name)' \(what), which Sluice does not do itself: run "
                + "`eval \"$(aws configure export-credentials --profile \(profile.name) "
                + "--format env)\"`, or make a profile with `credential_process = aws configure "
                + "export-credentials --profile \(profile.name)`"
        )
    }

    /// Sources that other tools know and Sluice does not, so that nobody wonders.
    private var elsewhere: (any CredentialProvider)? {
        let advice =
            "which Sluice does not do itself: run "
            + "`eval \"$(aws configure export-credentials --format env)\"`"
        if environment["AWS_WEB_IDENTITY_TOKEN_FILE"]?.isEmpty == false {
            return RefusedCredentials(
                "AWS_WEB_IDENTITY_TOKEN_FILE asks for a web identity, \(advice)"
            )
        }
        let relative = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"]
        let full = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"]
        if relative?.isEmpty == false || full?.isEmpty == false {
            return RefusedCredentials("a container offers credentials, \(advice)")
        }
        return nil
    }
}
