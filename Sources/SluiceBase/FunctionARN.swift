// SPDX-License-Identifier: Apache-2.0

/// The full name of a function, or of one of its versions or aliases.
public struct FunctionARN: Hashable, Codable, Sendable, CustomStringConvertible {
    /// `aws`, `aws-cn`, `aws-us-gov`.
    public var partition: String
    /// For example `eu-west-1`.
    public var region: String
    /// Twelve digits.
    public var account: String
    /// The function's bare name.
    public var function: String
    /// A version's or an alias's name, or `nil` for the function itself.
    public var qualifier: String?

    /// Makes the ARN of a function, a version or an alias.
    public init(
        partition: String = "aws",
        region: String,
        account: String,
        function: String,
        qualifier: String? = nil
    ) {
        self.partition = partition
        self.region = region
        self.account = account
        self.function = function
        self.qualifier = qualifier
    }

    /// Reads `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]`; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (7...8).contains(parts.count), parts[0] == "arn", parts[2] == "lambda",
            parts[5] == "function", !parts[6].isEmpty
        else { return nil }
        self.init(
            partition: parts[1],
            region: parts[3],
            account: parts[4],
            function: parts[6],
            qualifier: parts.count == 8 ? parts[7] : nil
        )
    }

    /// The ARN's text.
    public var description: String {
        let bare = "arn:\(partition):lambda:\(region):\(account):function:\(function)"
        return qualifier.map { "\(bare):\($0)" } ?? bare
    }

    /// The same function without a qualifier.
    public var unqualified: FunctionARN { qualified(by: nil) }

    /// The same function with this qualifier.
    public func qualified(by qualifier: String?) -> FunctionARN {
        var arn = self
        arn.qualifier = qualifier
        return arn
    }
}
