// SPDX-License-Identifier: Apache-2.0

// Lambda's own limits, and ours where Lambda has a fleet and we have one machine.
extension Limits {
    /// The largest event of a synchronous invocation.
    static let requestBytesMax = 6_291_456
    /// The largest answer of a function; Lambda allows 100 bytes more than for an event.
    static let responseBytesMax = 6_291_556
    /// The largest body that is handed to the control plane: a package of 50 MB in base64.
    static let controlBytesMax = 80 << 20
    /// The longest client context, in base64.
    static let clientContextBytesMax = 3583
    /// How deep the values of an event may be nested.
    static let jsonDepthMax = 1000
    /// How much of an invocation's log goes back with `LogType: Tail`.
    static let logTailBytes = 4096
    /// The longest line of a log; what is longer is cut into several.
    static let logLineBytesMax = 65_536
    /// How many bytes of log lines wait to be fetched; further ones are counted and dropped.
    static let logBytesMax = 16 << 20
    /// What a waiting line costs beside its text.
    static let logLineCost = 96
    /// How much a worker may write before somebody looks.
    static let logPipeBytes: Int32 = 1 << 20
    /// How many bytes are taken from a worker's log pipe before something else gets its turn.
    static let logReadBytesMax = 2 << 20
    /// How often the logs of busy workers are read.
    static let logReadMilliseconds: Int64 = 25
    /// How many different tallies wait to be fetched; the calls of further ones are not counted.
    static let talliesMax = 50_000
    /// How many run times one tally keeps; of more, an even sample.
    static let tallyDurationsMax = 1024
    /// How many files a worker may have open, as in Lambda.
    static let workerFilesMax: UInt64 = 1024
    /// How long the initialisation of a worker may take before it is repeated within an invocation.
    static let initNanoseconds: UInt64 = 10_000_000_000
    /// How long an invocation waits for a worker before it is throttled.
    static let queueNanoseconds: UInt64 = 60_000_000_000
    /// How soon after its answer a worker is expected to ask for more work.
    static let settleNanoseconds: UInt64 = 100_000_000
    /// How often the memory of busy workers is looked at.
    static let memorySampleNanoseconds: UInt64 = 100_000_000
    /// After how long a measurement of a worker's memory is stale.
    static let memoryStaleNanoseconds: UInt64 = 1_000_000_000
    /// How long killed workers may take to be gone when the engine stops.
    static let killMilliseconds: Int64 = 3000
    /// How long a program is given to say what it is.
    static let probeSeconds = 10
    /// How much of what it says is kept.
    static let probeBytesMax = 4096
    /// How many programs are asked for one runtime.
    static let interpreterCandidatesMax = 32
    /// How many hexadecimal digits end the name of a log stream.
    static let streamDigits = 32
    /// The largest piece of an answer in one frame of an event stream.
    static let framePayloadBytesMax = 1 << 20
}
