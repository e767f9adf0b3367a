// SPDX-License-Identifier: Apache-2.0

/// One address in a list.
public struct FunctionURLItem: Codable, Hashable, Sendable {
    /// The address.
    public var functionUrl: String?
    /// The function's ARN, qualified as it was asked for.
    public var functionArn: String?
    /// When it was made.
    public var creationTime: String?
    /// When it last changed.
    public var lastModifiedTime: String?
    /// Which pages of other origins may call.
    public var cors: CORSRules?
    /// `NONE` or `AWS_IAM`.
    public var authType: String?
    /// `BUFFERED` or `RESPONSE_STREAM`.
    public var invokeMode: String?

    /// Makes one from its parts.
    public init(
        functionUrl: String? = nil,
        functionArn: String? = nil,
        creationTime: String? = nil,
        lastModifiedTime: String? = nil,
        cors: CORSRules? = nil,
        authType: String? = nil,
        invokeMode: String? = nil
    ) {
        self.functionUrl = functionUrl
        self.functionArn = functionArn
        self.creationTime = creationTime
        self.lastModifiedTime = lastModifiedTime
        self.cors = cors
        self.authType = authType
        self.invokeMode = invokeMode
    }
}
