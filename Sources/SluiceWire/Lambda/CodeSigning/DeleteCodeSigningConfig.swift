// SPDX-License-Identifier: Apache-2.0

/// Deletes signing rules that no function has.
public struct DeleteCodeSigningConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The rules' ARN.
    public var codeSigningConfigArn: String

    /// Makes the operation.
    public init(codeSigningConfigArn: String) {
        self.codeSigningConfigArn = codeSigningConfigArn
    }

    /// What Lambda answers.
    public typealias Output = EmptyAnswer
}
