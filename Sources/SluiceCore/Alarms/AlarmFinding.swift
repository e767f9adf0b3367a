// SPDX-License-Identifier: Apache-2.0

/// What is wrong with an alarm, and the sentence that explains it.
public struct AlarmFinding: Hashable, Sendable {
    /// The rules, in words that scripts can rely on.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        case neverFires, noDimensions, arnInResource, versionInResource, diluted, shortPeriod
        case silenceIsHealth, fewSamples, naturalErrors, alreadyRed, slowerThanStep, otherVersion
    }

    /// The rule.
    public var rule: Rule
    /// Whether the alarm cannot do what it is for; else it is worth knowing.
    public var isFault: Bool
    /// What is wrong, with the alarm's name.
    public var text: String
    /// Why.
    public var why: String

    /// Makes a finding.
    public init(_ rule: Rule, isFault: Bool = true, _ text: String, why: String) {
        self.rule = rule
        self.isFault = isFault
        self.text = text
        self.why = why
    }
}
