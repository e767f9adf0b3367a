// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

extension String {
    /// The bytes that this text encodes in base64; `nil` when it is none.
    var base64Bytes: [UInt8]? { Data(base64Encoded: self).map(Array.init) }
}

extension [UInt8] {
    /// These bytes in base64.
    var base64Text: String { Data(self).base64EncodedString() }
}
