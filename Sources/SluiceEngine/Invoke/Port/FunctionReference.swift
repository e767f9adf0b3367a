// SPDX-License-Identifier: Apache-2.0

/// A function as a caller names it: bare, with a qualifier, or by a whole or a partial ARN.
struct FunctionReference: Equatable {
    /// The account that was named, if one was.
    var account: String?
    /// The region that was named, if one was.
    var region: String?
    /// The bare name.
    var function: String
    /// What stands behind the name.
    var qualifier: String?

    /// Reads a name; `nil` for what has another shape, which the control plane will explain.
    init?(_ text: String) {
        guard text.utf8.contains(UInt8(ascii: ":")) else {
            guard !text.isEmpty else { return nil }
            function = text
            return
        }
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)[
            ...
        ]
        if parts.first == "arn" {
            guard parts.count >= 7, parts[2] == "lambda", parts[5] == "function" else { return nil }
            region = parts[3]
            account = parts[4]
            parts = parts.dropFirst(6)
        } else if parts.count >= 3, parts[1] == "function" {
            account = parts[0]
            parts = parts.dropFirst(2)
        } else if parts.count >= 2, parts[0] == "function" {
            parts = parts.dropFirst(1)
        }
        guard (1...2).contains(parts.count), let name = parts.first, !name.isEmpty else {
            return nil
        }
        function = name
        qualifier = parts.count == 2 ? parts.last : nil
    }
}
