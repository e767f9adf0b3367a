// SPDX-License-Identifier: Apache-2.0

/// How an alarm compares a value with its threshold.
enum AlarmComparison: String, CaseIterable, Sendable {
    case atLeast = "GreaterThanOrEqualToThreshold"
    case above = "GreaterThanThreshold"
    case below = "LessThanThreshold"
    case atMost = "LessThanOrEqualToThreshold"

    func holds(_ value: Double, _ threshold: Double) -> Bool {
        switch self {
        case .atLeast: value >= threshold
        case .above: value > threshold
        case .below: value < threshold
        case .atMost: value <= threshold
        }
    }

    /// The operator in CloudWatch's words.
    var words: String {
        switch self {
        case .atLeast: "greater than or equal to"
        case .above: "greater than"
        case .below: "less than"
        case .atMost: "less than or equal to"
        }
    }
}
