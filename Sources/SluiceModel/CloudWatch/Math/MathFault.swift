// SPDX-License-Identifier: Apache-2.0

/// Why an expression makes no sense.
struct MathFault: Error, Hashable {
    let text: String

    init(_ text: String) { self.text = text }
}
