// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceWire

/// The error that a function answered with.
enum FunctionError {
    private struct Answer: Decodable {
        var errorType: String?
        var errorMessage: String?
    }

    /// `KeyError: 'tenant'`, or the beginning of what was answered.
    static func sentence(_ payload: Blob?) -> String {
        let bytes = payload?.bytes ?? []
        do {
            let answer = try JSONDecoder().decode(Answer.self, from: Data(bytes))
            let parts = [answer.errorType, answer.errorMessage].compactMap { $0 }
            if !parts.isEmpty { return parts.joined(separator: ": ") }
        } catch {
            return String(decoding: bytes.prefix(200), as: UTF8.self)
        }
        return String(decoding: bytes.prefix(200), as: UTF8.self)
    }
}
