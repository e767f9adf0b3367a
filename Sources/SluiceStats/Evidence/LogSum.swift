// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A sum of exponentials, kept as its logarithm, so that it neither overflows nor vanishes.
struct LogSum {
    private var largest = -Double.infinity
    private var scaled = 0.0

    /// The natural logarithm of the sum; minus infinity when nothing was added.
    var log: Double { scaled > 0 ? largest + Glibc.log(scaled) : -.infinity }

    /// The decimal logarithm of the sum.
    var log10: Double { log / M_LN10 }

    /// Adds e to the power `term`.
    mutating func add(_ term: Double) {
        guard term > -.infinity else { return }
        if term <= largest {
            scaled += exp(term - largest)
        } else {
            scaled = scaled * exp(largest - term) + 1
            largest = term
        }
    }

    /// The logarithm of e^left + e^right.
    static func of(_ left: Double, _ right: Double) -> Double {
        var sum = LogSum()
        sum.add(left)
        sum.add(right)
        return sum.log
    }
}
