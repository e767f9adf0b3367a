// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// One function's versions and aliases.
public struct FunctionRouting: Sendable, Hashable {
    /// Version's name, `$LATEST` included → its spec.
    public var versions: [String: VersionSpec]
    /// Alias's name → where it leads.
    public var aliases: [String: AliasRouting]
    /// How many invocations may run at once, or `nil` for the account's own limit; 0 refuses all.
    public var reservedConcurrency: Int?
    /// Version's name → how many of its workers are kept ready.
    public var provisioned: [String: Int]
    /// Why the function cannot be invoked now (it is still Pending), or `nil`.
    public var refusal: AWSFailure?

    /// Makes a function's routing.
    public init(
        versions: [String: VersionSpec],
        aliases: [String: AliasRouting] = [:],
        reservedConcurrency: Int? = nil,
        provisioned: [String: Int] = [:],
        refusal: AWSFailure? = nil
    ) {
        self.versions = versions
        self.aliases = aliases
        self.reservedConcurrency = reservedConcurrency
        self.provisioned = provisioned
        self.refusal = refusal
    }
}
