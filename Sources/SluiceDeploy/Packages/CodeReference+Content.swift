// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import SluiceBase
import SluiceCore

extension CodeReference {
    /// What its package is kept by: its SHA-256 as hexadecimal text.
    var digest: String { Data(base64Encoded: sha256).map { String(hexadecimal: $0) } ?? "unknown" }

    /// The bytes, once they are known to be those that the reference names.
    ///
    /// - Throws: `Complaint` when there are none, or others.
    func checked(_ bytes: [UInt8]?, at place: String) throws -> [UInt8] {
        guard let bytes else {
            throw Complaint(
                "the package of this rollout is not there any more",
                why: ["\(place) does not exist"],
                next: ["build it again and deploy anew"]
            )
        }
        guard Data(SHA256.hash(data: bytes)).base64EncodedString() == sha256 else {
            throw Complaint(
                "the package of this rollout is not the one that was planned",
                why: ["\(place) has other bytes than CodeSha256 \(sha256) says"],
                next: ["build it again and deploy anew"]
            )
        }
        return bytes
    }
}
