// SPDX-License-Identifier: Apache-2.0

/// What bounds the client.
public enum Limits {
    /// How long a connection may take to be made.
    public static let connectTime = Duration.seconds(5)
    /// How long an ordinary call may take.
    public static let callTime = Duration.seconds(60)
    /// How long a call of a function may take: Lambda's own bound and some way.
    public static let invokeTime = Duration.seconds(910)
    /// The slowest upload that a call waits for, in bytes a second, beyond `callTime`.
    public static let uploadBytesPerSecondMin = 50_000
    /// The largest answer of an operation.
    public static let answerBytesMax = 32 << 20
    /// The largest configuration file that is read.
    public static let configurationBytesMax = 1 << 20
    /// How long a `credential_process` may take.
    public static let credentialProcessTime = Duration.seconds(60)
    /// The most that a `credential_process` may print.
    public static let credentialProcessBytesMax = 1 << 16
    /// How long before their end credentials are fetched anew.
    public static let credentialLeadTime = Duration.seconds(900)
    /// How many connections to one host are kept.
    public static let connectionsPerHostMax = 8
}
