// SPDX-License-Identifier: Apache-2.0

/// The bounds of a rollout's repetitions and buffers.
public enum Limits {
    /// How often one write is sent before the rollout gives up preparing.
    public static let writesMax = 8
    /// How often the creation of a function is sent: a role just made is unknown for up to a minute.
    public static let createsMax = 12
    /// How often an alias write whose revision was stale is sent again.
    public static let aliasWritesMax = 5
    /// How often the alias is read before a state is called foreign: reads may be stale.
    public static let aliasReadsMax = 5
    /// How often the rollback write is sent before the rollout is left open.
    public static let rollBackWritesMax = 40
    /// How long a function, an update or a version may take to settle.
    public static let settlingMax = Duration.seconds(600)
    /// The shortest pause between two reads of a state.
    public static let readPauseMin = Duration.milliseconds(100)
    /// The longest pause between two reads of a state.
    public static let readPauseMax = Duration.seconds(2)
    /// The first pause before a failed call is sent again; it doubles from there.
    public static let retryPauseMin = Duration.milliseconds(250)
    /// The longest pause before a failed call is sent again.
    public static let retryPauseMax = Duration.seconds(10)
    /// How often giving an alias's description back may fail before it is left as it is.
    public static let restoresMax = 3
    /// The most characters of an alias's description.
    public static let descriptionMax = 256
    /// How long the claim of a rollout that is paused stands beyond its deadline.
    public static let pausedClaim = Duration.seconds(86_400)
    /// The shortest pause between two looks at an alias that is to be as we left it.
    public static let watchPause = Duration.seconds(10)
    /// The pause after a look at it that said nothing, until there was one that did.
    public static let watchRetry = Duration.seconds(1)
    /// The pause between two looks at an alias that someone else changed.
    public static let driftPause = Duration.seconds(5)
    /// How often in a row alarms may be unreadable before their state counts as unknown.
    public static let alarmReadsMax = 3
    /// The pause after a reading of the alarms that failed.
    public static let alarmRetryPause = Duration.seconds(5)
    /// How old a reading of the alarms may be when a step is left.
    public static let alarmsFresh = Duration.seconds(10)
    /// How many copies of the evidence a forecast reckons with.
    static let forecastCopiesMax = 300
    /// The most calls that a forecast reckons with.
    static let forecastCallsMax = 100_000_000
    /// How little of the credentials' life is left when a rollout goes back while it can.
    public static let credentialsLeft = Duration.seconds(600)
    /// The pause between two attempts to get credentials that last longer.
    public static let credentialsPause = Duration.seconds(30)
    /// How many windows of metrics are kept, to take the difference when late data comes: more
    /// than are ever read again, which is what `settling` and `lateWindows` span.
    public static let windowsMax = 4096
    /// How many windows are forgotten at once.
    public static let windowsAtOnce = 512
    /// How far before the last complete window metrics are read again for late data, in periods.
    public static let lateWindows = 5
    /// The longest lag of metrics that a step waits for when it was measured.
    public static let latenessMax = Duration.seconds(300)
    /// The longest time-out of a function that late failures are waited for.
    public static let timeoutMax = Duration.seconds(900)
    /// How long after an increase of the weight slow calls are not judged: cold starts.
    public static let warmUp = Duration.seconds(60)
    /// How often metrics are read while the evidence says careful.
    public static let cautiousPause = Duration.seconds(15)
    /// How many minutes of the whole function's throttled calls are kept.
    public static let throttledMinutesMax = 30
    /// The fewest calls of the candidate on which a weighted step may be left forward.
    public static let judgedCallsMin = 20
    /// Calls in the hour before from which on silence is a fault of the metrics.
    public static let expectedCallsMin = 200
    /// The most calls a second of which the logs are read.
    public static let loggedCallsPerSecondMax = 200
    /// The most rounds of probes of one rollout.
    public static let probesMax = 10_000
    /// How many readings of a segment wait until it is known how it is judged: that takes two periods.
    public static let waitingMax = 256
    /// How many weights back a late window is still judged at its own: steps of a minute, and
    /// failures that show up after a time-out of 15 minutes.
    public static let segmentsMax = 64
    /// Windows of an alarm whose chance to go off by itself is reckoned: 2^(n − 1) cases each.
    static let reckonedPeriodsMax = 10
    /// Periods of a rollout that this is reckoned for: a week of minutes.
    static let reckonedSpanMax = 10_080
}
