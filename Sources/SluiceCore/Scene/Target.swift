// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// One function's alias in one account and region: what a rollout moves.
public struct Target: Hashable, Codable, Sendable {
    /// Twelve digits.
    public var account: String
    /// For example `eu-west-1`.
    public var region: String
    /// The address of an endpoint that is not AWS's own, `sluice local` for one.
    public var endpoint: String?
    /// The function's name.
    public var function: String
    /// The alias that callers use, or `nil` where `$LATEST` is served directly.
    public var alias: String?

    /// Makes a target.
    public init(
        account: String,
        region: String,
        endpoint: String? = nil,
        function: String,
        alias: String? = nil
    ) {
        self.account = account
        self.region = region
        self.endpoint = endpoint
        self.function = function
        self.alias = alias
    }

    /// The options by which a printed command reaches this target: none for AWS itself.
    ///
    /// A command that is copied from a local rollout must never move a real alias.
    public var options: String {
        guard let endpoint else { return "" }
        let authority = endpoint.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" }
        return LocalHost.isNamed(by: authority) ? " --local" : " --endpoint-url \(endpoint)"
    }

    /// `orders:live`, or `orders` where there is no alias.
    public var text: String { alias.map { "\(function):\($0)" } ?? function }
}
