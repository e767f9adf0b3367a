// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

/// The address of a function or an alias.
public struct URLRecord: Codable, Hashable, Sendable {
    /// The address's first word: 32 letters and digits.
    public var id: String
    /// `NONE` or `AWS_IAM`.
    public var authType: String
    /// Which pages of other origins may call.
    public var cors: CORSRules?
    /// `BUFFERED` or `RESPONSE_STREAM`.
    public var invokeMode: String
    /// When it was made.
    public var createdAt: Timestamp
    /// When it last changed.
    public var changedAt: Timestamp

    /// The address that AWS would give.
    func address(in region: String) -> String { "https://\(id).lambda-url.\(region).on.aws/" }

    /// The record as Lambda describes it.
    func description(of arn: FunctionARN) -> FunctionURL {
        FunctionURL(
            functionUrl: address(in: arn.region),
            functionArn: arn.description,
            authType: authType,
            cors: cors,
            creationTime: createdAt.lambdaText,
            lastModifiedTime: changedAt.lambdaText,
            invokeMode: invokeMode
        )
    }
}
