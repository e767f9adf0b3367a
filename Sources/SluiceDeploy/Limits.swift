// SPDX-License-Identifier: Apache-2.0

/// The bounds of everything here that repeats, waits or grows.
enum Limits {
    /// How often a retryable call is sent in all, unless `AWS_MAX_ATTEMPTS` says otherwise.
    static let attempts = 3
    /// The most that `AWS_MAX_ATTEMPTS` is believed.
    static let attemptsMax = 20
    /// The longest pause before a retry, in seconds.
    static let backoffSecondsMax = 20.0
    /// Tokens that one transport may spend on retries before successes refill it.
    static let retryQuota = 500
    /// What one retry costs of the quota.
    static let retryCost = 5
    /// What one retry after a time-out or a lost connection costs of the quota.
    static let timeoutRetryCost = 10

    /// The most pages that are read of one answer.
    static let pagesMax = 200
    /// The most data points that one reading of metrics asks for.
    static let metricWindowsMax = 20_000
    /// How much of what a gate was answered or printed is kept, in bytes.
    static let gateOutputBytesMax = 4096
    /// The longest excerpt of an answer in one line of a gate's result, in characters.
    static let gateExcerptMax = 200

    /// How long a probe is waited for beyond the function's time-out.
    static let probePatience = Duration.seconds(5)
    /// How often one gate sends its call when AWS throttles or is out of reach.
    static let gateCallsMax = 5
    /// The first pause before a gate's call is sent again; it doubles from there.
    static let gatePause = Duration.milliseconds(250)

    /// The longest line of a journal or a request file, in bytes.
    static let lineBytesMax = 16 << 20
    /// The largest journal, in bytes.
    static let journalBytesMax = 1 << 30
    /// How long a journal must be to be remembered once it was read, in bytes.
    static let rememberedJournalBytes = 256 << 10
    /// How many entries of a journal one task decodes.
    static let entriesDecodedAtOnce = 500
    /// How many journals are remembered.
    static let rememberedJournals = 4
    /// The largest package that is read into memory, in bytes: what Lambda takes inline, with room.
    static let packageBytesMax = 256 << 20
    /// How many names are drawn for a rollout when the first ones are taken.
    static let nameTries = 16
    /// The longest name of a machine, in bytes.
    static let machineBytesMax = 64
    /// How often a lock is asked for before it counts as held.
    static let lockTries = 10
    /// How often it is looked whether a process that was ended has given its lock back.
    static let lockLooks = 100
    /// The pause between two of these looks.
    static let lockLook = Duration.milliseconds(20)
    /// The most requests that one rollout folds.
    static let requestsMax = 10_000
    /// How often a request file is looked at.
    static let requestPoll = Duration.milliseconds(250)
    /// How often a bucket is looked at for requests and for what others wrote.
    static let bucketPoll = Duration.milliseconds(500)
    /// How often one call to a bucket is sent in all.
    static let bucketTries = 5
    /// The first pause before a call to a bucket is sent again; it doubles from there.
    static let bucketPause = Duration.milliseconds(200)
    /// How long one call to a bucket may take, without what its bytes take.
    static let bucketWait = Duration.seconds(10)
    /// How long one call to a bucket may take where traffic is to go back.
    static let emergencyBucketWait = Duration.seconds(2)
    /// How long a bucket that did not answer is not asked again where traffic is to go back.
    static let emergencyBucketRest = Duration.seconds(15)
    /// How often one call to a bucket is sent where traffic is to go back.
    static let emergencyBucketTries = 2
    /// How long a driver waits for what is asked before it decides or writes.
    static let requestLook = Duration.seconds(2)
    /// How long after the last renewal of its lease a driver tries to add a line to the journal; less
    /// than the time that a holder gives itself, so that it may still give back what is split.
    static let appendWait = Duration.seconds(45)
    /// The pause between two of these tries, each of which asks some times.
    static let appendPause = Duration.seconds(1)
    /// How often it is looked meanwhile whether they are to end.
    static let appendLook = Duration.milliseconds(250)
    /// How long they go on after somebody wished to stop.
    static let appendHaste = Duration.seconds(5)
    /// How many wishes to stop one drive hears: the second is granted at once.
    static let wishesHeard = 2
    /// The slowest transfer of a package that is waited for, in bytes a second.
    static let bucketBytesPerSecondMin = 100_000
    /// How many bytes a journal's object takes before the next entries go to another one.
    static let journalPartBytes = 1 << 20
    /// How many journals are read at a time.
    static let journalsAtOnce = 8

    /// How long a lease holds after it was written.
    static let leaseTime = Duration.seconds(60)
    /// How much less time a holder gives itself than others give it.
    static let leaseMargin = Duration.seconds(10)
    /// How much more time others give a holder: clocks of stores tell whole seconds.
    static let leaseGrace = Duration.seconds(3)
    /// How often a lease is renewed.
    static let leaseRenewal = Duration.seconds(20)
    /// How soon after a renewal that failed the next one comes.
    static let leaseRetry = Duration.seconds(2)
    /// How long the loop of a driver may stand before its lease is not renewed any more; longer than a
    /// line of a journal takes whose bucket answers each call at the last moment.
    static let leaseSilence = Duration.seconds(120)
    /// How often a lease is asked for before it counts as held.
    static let leaseTries = 4
    /// How long after one begins to wait a renewal may be one that was under way, no sign of life;
    /// less than `leaseRenewal`, so that a holder that lives is told by its next one.
    static let leaseUnderWay = Duration.seconds(10)
    /// How often somebody who waits for a lease looks at it.
    static let leaseLook = Duration.seconds(2)

    /// How long a driver may leave a request unanswered before it counts as hung.
    static let answerWait = Duration.seconds(5)
    /// How long a driver that ended a rollout is waited for while it counts who was hurt.
    static let closingWait = Duration.seconds(2)
    /// How often the holder of a lock gives a sign of life.
    static let beat = Duration.seconds(1)
    /// How long the loop of a driver may stand before its lock gives no more signs of life.
    static let heartPause = Duration.seconds(3)
    /// How often somebody who waits for a rollout to end looks again.
    static let waitPoll = Duration.milliseconds(500)
    /// How often the way may be taken by another before a deployment gives up.
    static let overtakenMax = 100
    /// How long an emergency waits to learn whose credentials it has.
    static let callerWait = Duration.seconds(3)
    /// How long a write by hand may take in all; after that nobody is at it any more.
    static let handWriteMax = Duration.seconds(60)
    /// How long a package that no rollout names is kept: a process may be about to use it.
    static let packageRest = Duration.seconds(3600)
    /// How often an answer to a request is looked for.
    static let answerPoll = Duration.milliseconds(100)

    /// The most decisions in a row without anything in between: more is a fault of the machine.
    static let decisionsInARow = 100
    /// How often an emergency rollback writes the alias.
    static let rescueAttempts = 5
    /// How often it reads an alias again that shows the revision that was just refused.
    static let rescueStaleReads = 5
    /// The first pause before an emergency rollback writes again; it doubles from there.
    static let rescuePause = Duration.milliseconds(250)
    /// How long a rollout that somebody else drives is followed to its end.
    static let followMax = Duration.seconds(600)

    /// The longest time that versions are compared over.
    static let comparedMax = Duration.seconds(86_400)

    /// The most log events that are read for the first errors of a candidate.
    static let logEventsMax = 2000
    /// The most pages of log events that are read for them.
    static let logPagesMax = 10
    /// The most pages that one search of a log reads for one reading; they come a second apart.
    static let readingPagesMax = 40
    /// The most events that one search of a log takes for one reading.
    static let logRecordsMax = 400_000
    /// How long after its time a record may arrive: until then its stretch is read again.
    static let logOverlap = Duration.seconds(60)
    /// The most searches whose records are kept for the next reading.
    static let keptSearchesMax = 64
    /// How many windows away from its record a failed call may have been counted: Lambda's longest
    /// call in minutes.
    static let failureReach = 15
    /// How long before its report a call may have said that it failed, where nobody knows how long
    /// calls may take.
    static let failureLead = Duration.seconds(60)
    /// The most requests that are remembered so that a repetition is not counted.
    static let countedRequestsMax = 200_000
    /// How long they are remembered: Lambda repeats after one minute and two more.
    static let countedRequestsAge = Duration.seconds(600)
    /// The most failures that one datum of a user's metric is believed to hold.
    static let failuresOfDatumMax = 1e9
    /// The most days that a log is searched over.
    static let logDaysMax = 3
    /// The most groups of errors that are reported.
    static let errorGroupsMax = 20
    /// Bytes of the key of stand-ins for looked-up values.
    static let sealKeyBytes = 32
    /// The most calls that one datum of a metric is believed to hold.
    static let callsOfDatumMax = 1e12
    /// How many periods after its end one may have two counts of calls that differ.
    static let disagreementPeriods = 3
    /// The fewest calls whose latency others are held against, where the hour before has too few.
    static let referenceCallsMin = 20
    /// The most failures that one event is believed to leave: streams try again without end.
    static let retryFactorMax = 10.0
    /// How long such calls are looked at, at least.
    static func referenceSpan(period: Int) -> Duration { .seconds(period == 1 ? 5 : 60) }
    /// How far back the calls of an alias are read before a plan.
    static let historySpan = Duration.seconds(14 * 86_400)
    /// How often a watch looks at the alias that someone else moves.
    static let watchPoll = Duration.seconds(2)
}
