// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

/// A container image that a function names; it is recorded and cannot run here.
struct ContainerImage {
    /// The name as it was given.
    let uri: String

    /// The name by its digest, as Lambda resolves it.
    var resolved: String { "\(repository)@sha256:\(digest)" }

    /// The digest in the name; for a tag, 64 digits that are the same for the same name.
    var digest: String {
        if let at = uri.firstRange(of: "@sha256:") { return String(uri[at.upperBound...]) }
        var chance = SeededRandom(seed: 1).fork("image \(uri)")
        return (0..<4).map { _ in
            let word = String(chance.next(), radix: 16)
            return String(repeating: "0", count: 16 - word.count) + word
        }.joined()
    }

    /// What stands for its bytes: Lambda gives such functions the digest, and no size.
    var package: CodePackage { CodePackage(sha256: digest, size: 0) }

    private var repository: Substring {
        if let at = uri.firstIndex(of: "@") { return uri[..<at] }
        // A colon before a slash belongs to the port of a registry.
        guard let colon = uri.lastIndex(of: ":"), !uri[colon...].contains("/") else {
            return uri[...]
        }
        return uri[..<colon]
    }
}

extension CreateFunction {
    /// Refuses a mixture of image and package, in Lambda's words.
    ///
    /// - Returns: The image, or `nil` for a package.
    func requireSource() throws(AWSFailure) -> ContainerImage? {
        guard packageType == "Image" else {
            if code.imageUri != nil {
                throw .invalidParameter(
                    "Please don't provide ImageUri when creating a function with packageType Zip."
                )
            }
            if runtime == nil || handler == nil {
                throw .invalidParameter(
                    "Runtime and Handler are mandatory parameters for functions created with "
                        + "deployment packages."
                )
            }
            return nil
        }
        guard let uri = code.imageUri, !uri.isEmpty else {
            throw .invalidParameter(
                "Please provide ImageUri when creating a function with packageType Image."
            )
        }
        if runtime != nil || handler != nil || !(layers ?? []).isEmpty {
            throw .invalidParameter(
                "Please don't provide Handler or Runtime or Layer when the intended function "
                    + "PackageType is Image."
            )
        }
        return ContainerImage(uri: uri)
    }
}

extension UpdateFunctionCode {
    /// Refuses a package for an image and an image for a package, in Lambda's words.
    ///
    /// - Returns: The image, or `nil` for a package.
    func requireSource(for settings: FunctionSettings) throws(AWSFailure) -> ContainerImage? {
        guard settings.imageURI != nil else {
            if imageUri == nil { return nil }
            throw .invalidParameter(
                "Please don't provide ImageUri when updating a function with packageType Zip."
            )
        }
        guard let imageUri, !imageUri.isEmpty else {
            throw .invalidParameter(
                "Please provide ImageUri when updating a function with packageType Image."
            )
        }
        return ContainerImage(uri: imageUri)
    }
}
