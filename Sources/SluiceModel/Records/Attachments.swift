// SPDX-License-Identifier: Apache-2.0

/// What hangs on a function and on its versions and aliases, by qualifier.
///
/// It is kept apart from versions and aliases because none of it changes their revisions.
public struct Attachments: Codable, Hashable, Sendable {
    /// Resource policies; that of the function itself is under `""`.
    public var policies: [String: PolicyRecord] = [:]
    /// What becomes of asynchronous invocations; `$LATEST` where no qualifier was given.
    public var eventConfigs: [String: EventConfigRecord] = [:]
    /// Addresses; that of the function itself is under `""`.
    public var urls: [String: URLRecord] = [:]
    /// Provisioned concurrency.
    public var provisioned: [String: ProvisionedRecord] = [:]
    /// When runtimes are updated, by version.
    public var runtimeRules: [String: RuntimeRule] = [:]
    /// `Terminate` or `Allow`; `nil` is Lambda's default.
    public var recursiveLoop: String?
    /// The ARN of the signing rules.
    public var codeSigningARN: String?

    /// Workers that are provisioned in all.
    public var provisionedTotal: Int { provisioned.values.reduce(0) { $0 + $1.requested } }

    /// Takes away what hangs on a version or alias that is no more.
    mutating func drop(_ qualifier: String) {
        policies[qualifier] = nil
        eventConfigs[qualifier] = nil
        urls[qualifier] = nil
        provisioned[qualifier] = nil
        runtimeRules[qualifier] = nil
    }
}
