// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
import SluiceWire

/// One version of a layer; it never changes but for its policy.
public struct LayerVersionRecord: Codable, Hashable, Sendable {
    /// Its number.
    public var number: Int
    /// Its package.
    public var package: CodePackage
    /// A text for people.
    public var description: String
    /// When it was published.
    public var createdAt: Timestamp
    /// Runtimes that it is made for, if that was said.
    public var runtimes: [String]?
    /// Instruction sets that it is made for, if that was said.
    public var architectures: [String]?
    /// Its licence, if that was said.
    public var license: String?
    /// Who may use it, if that was said.
    public var policy: PolicyRecord?

    /// The version as Lambda describes it; where its package is, the keeper of the bytes knows.
    func description(of arn: String) -> LayerVersion {
        LayerVersion(
            content: LayerContentLocation(codeSha256: package.sha256, codeSize: package.size),
            layerArn: arn,
            layerVersionArn: "\(arn):\(number)",
            description: description,
            createdDate: createdAt.lambdaText,
            version: number,
            compatibleRuntimes: runtimes,
            licenseInfo: license,
            compatibleArchitectures: architectures
        )
    }

    /// The version as it stands in lists.
    func item(of arn: String) -> LayerVersionItem {
        LayerVersionItem(
            layerVersionArn: "\(arn):\(number)",
            version: number,
            description: description,
            createdDate: createdAt.lambdaText,
            compatibleRuntimes: runtimes,
            licenseInfo: license,
            compatibleArchitectures: architectures
        )
    }
}
