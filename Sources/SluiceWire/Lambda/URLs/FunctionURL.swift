// SPDX-License-Identifier: Apache-2.0

/// The address of a function or an alias.
public struct FunctionURL: Codable, Hashable, Sendable {
    /// The address.
    public var functionUrl: String?
    /// The function's ARN, qualified as it was asked for.
    public var functionArn: String?
    /// `NONE` or `AWS_IAM`.
    public var authType: String?
    /// Which pages of other origins may call.
    public var cors: CORSRules?
    /// When it was made.
    public var creationTime: String?
    /// When it last changed.
    public var lastModifiedTime: String?
    /// `BUFFERED` or `RESPONSE_STREAM`.
    public var invokeMode: String?

    /// Makes one from its parts.
    public init(
        functionUrl: String? = nil,
        functionArn: String? = nil,
        authType: String? = nil,
        cors: CORSRules? = nil,
        creationTime: String? = nil,
        lastModifiedTime: String? = nil,
        invokeMode: String? = nil
    ) {
        self.functionUrl = functionUrl
        self.functionArn = functionArn
        self.authType = authType
        self.cors = cors
        self.creationTime = creationTime
        self.lastModifiedTime = lastModifiedTime
        self.invokeMode = invokeMode
    }
}
