// SPDX-License-Identifier: Apache-2.0

/// The bounds of everything here that repeats, waits or grows.
enum Limits {
    /// The largest file that an option may name (`--payload @FILE`), in bytes: what Invoke takes.
    static let payloadBytesMax = 6 << 20
    /// The largest address file of an engine, in bytes.
    static let addressBytesMax = 4096
    /// How often the live view is drawn.
    static let redraw = Duration.milliseconds(250)
    /// How often keys are looked for between two pictures.
    static let keyPoll = Duration.milliseconds(50)
    /// The most keys that are read at once.
    static let keysAtOnce = 16
    /// Signals that are kept until somebody asks for them.
    static let signalsKept = 16
    /// Ctrl-C so often ends the program at once, whatever it is doing.
    static let signalsUntilExit = 3

    /// The highest rate of `traffic`, in calls a second.
    static let trafficRateMax = 1000
    /// The longest time of `traffic`.
    static let trafficTimeMax = Duration.seconds(24 * 3600)
    /// The most calls of `traffic` that are under way at once.
    static let trafficCallsAtOnce = 128
    /// The longest nap between two looks at whether `traffic` is to stop.
    static let trafficNap = Duration.milliseconds(50)

    /// Requests a second that the demo sends.
    static let demoRate = 70
    /// Requests that the demo sends at least.
    static let demoRequests = 2100
    /// The longest that the demo's load lasts.
    static let demoTimeMax = Duration.seconds(90)

    /// The most pages that one listing reads.
    static let pagesMax = 200
    /// The most log events that `logs` prints at once.
    static let logEventsMax = 10_000
    /// How often `logs --follow` looks for more.
    static let followPoll = Duration.seconds(1)
    /// How late an event may turn up and still be printed by `logs --follow`.
    static let logsLate = Duration.seconds(10)
    /// How far back `logs` looks.
    static let logsSince = Duration.seconds(3600)
    /// The most rows of `history` on a terminal.
    static let historyRows = 50

    /// How often `deploy --detach` looks for what its driver has opened.
    static let detachPoll = Duration.milliseconds(50)
    /// How long `settle` may take before it leaves what is still open.
    static let settleTime = Duration.milliseconds(4500)
    /// How long before that a drive of `settle` is told to leave.
    static let settleMargin = Duration.milliseconds(700)
    /// How long before its end `settle` listens no longer for a driver that it called.
    static let settleHalf = Duration.milliseconds(2000)
    /// What a proposed time to wait for a lease has to spare, in seconds.
    static let settleSpareSeconds: Int64 = 5
    /// How often `status --watch` looks again.
    static let statusPoll = Duration.seconds(1)

    /// How long the answer of a running engine's health is waited for.
    static let healthWait = Duration.seconds(2)
    /// How long a rollback waits to learn whose credentials it has.
    static let callerWait = Duration.seconds(3)
    /// How long is waited to learn who steers a rollout, where the machine does not say it.
    static let whoWait = Duration.seconds(1)
    /// The longest line of the machine's list of users that is read.
    static let userEntryBytes = 4096

    /// The bytes that `judge` reads at once.
    static let judgePiece = 1 << 16
    /// The highest count that `judge` takes: up to here its arithmetic is sound.
    static let judgeCount = 1_000_000_000_000
    /// The most batches of a document that `judge` takes; a stream may have any number.
    static let judgeBatches = 500_000
    /// The longest word or number in recorded counts.
    static let judgeWord = 64
    /// The most keys of one object in recorded counts.
    static let judgeKeys = 16
    /// The highest factor that failures are divided by.
    static let judgeRetries = 1000.0
    /// The calls of a candidate from which on a canary can be judged.
    static let canaryCallsMin = 20
    /// How many rollouts `compare` looks at for the times of shifts.
    static let comparedRollouts = 3
}
