// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

/// What a request means by the name of a layer: a name, or an ARN.
struct LayerName {
    static let versionPattern =
        #"(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:"#
        + #"layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)"#

    private static let namePattern =
        #"(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+"#

    let region: String
    let account: String
    let name: String
    /// The number at the end of an ARN.
    let version: Int?

    /// The layer's ARN.
    var arn: String { "arn:aws:lambda:\(region):\(account):layer:\(name)" }

    /// Reads what stands for a layer in a path.
    init(_ text: String, in model: LambdaModel) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(text, at: "layerName", pattern: Self.namePattern) {
            $0.isWord() || (LayerName(arn: $0).map { $0.version == nil } ?? false)
        }
        constraints.check(text, at: "layerName", lengthMax: 140)
        try constraints.enforce()
        guard let layer = LayerName(arn: text) else {
            (region, account, name, version) = (model.region, model.account, text, nil)
            return
        }
        self = layer
    }

    /// Reads the ARN of a layer or of a layer's version; `nil` for anything else.
    init?(arn text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (7...8).contains(parts.count), parts[0] == "arn", parts[2] == "lambda",
            parts[3].isWord(allowing: "-"), parts[4].count == 12, parts[4].isDigits,
            parts[5] == "layer", parts[6].isWord()
        else { return nil }
        if parts.count == 8 {
            guard parts[7].isDigits, let number = Int(parts[7]) else { return nil }
            version = number
        } else {
            version = nil
        }
        (region, account, name) = (parts[3], parts[4], parts[6])
    }
}

extension LambdaModel {
    /// The layers that a function is to use, in order.
    ///
    /// - Throws: Lambda's refusal when there are too many, or one is not to be had.
    func layerPackages(_ arns: [String]) throws(AWSFailure) -> [CodePackage] {
        if arns.count > Limits.layersMax {
            throw .invalidParameter("Cannot reference more than \(Limits.layersMax) layers.")
        }
        var packages: [CodePackage] = []
        var seen: [String: String] = [:]
        for arn in arns {
            guard let layer = LayerName(arn: arn), let number = layer.version else {
                throw .invalidParameter("Layer version \(arn) does not exist.")
            }
            guard layer.region == region else {
                throw .invalidParameter(
                    "Layers are not in the same region as the function. Layers are expected to be "
                        + "in region \(region)."
                )
            }
            guard layer.account == account, let version = layers[layer.name]?.version(number) else {
                throw .invalidParameter("Layer version \(arn) does not exist.")
            }
            if let other = seen.updateValue(arn, forKey: layer.arn) {
                throw .invalidParameter(
                    "Two different versions of the same layer are not allowed to be referenced in "
                        + "the same function. \(other) and \(arn) are versions of the same layer."
                )
            }
            packages.append(version.package)
        }
        return packages
    }
}
