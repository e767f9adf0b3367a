// SPDX-License-Identifier: Apache-2.0

/// What an alarm says.
public enum AlarmState: String, Codable, Hashable, Sendable, CaseIterable {
    /// There is too little data to say anything.
    case insufficientData = "INSUFFICIENT_DATA"
    /// The condition is met.
    case alarm = "ALARM"
    /// The condition is not met.
    case ok = "OK"
}
