// SPDX-License-Identifier: Apache-2.0
import NIOCore
import SluiceHTTP
import SluiceProcess

/// One worker: its process, its Runtime API port, its log stream.
///
/// A class, because it is one thing that lives and changes; it never leaves the router.
final class Worker {
    let id: WorkerID
    let version: VersionPool
    let stream: String
    /// Its Runtime API port, which stays when the process is started again.
    var port: HTTPListener?
    var process: WorkerStarter.Started?
    /// Counts the processes, so that the end of an old one is not taken for that of a new one.
    var generation = 0
    /// Whether it must be killed as soon as it has started.
    var isDoomed = false
    /// How the process ended.
    var exit: ChildExit?
    /// Why no process could be started.
    var problem: StartProblem?
    /// The connection on which it waits for its next invocation.
    var connection: NIOLoopBound<RuntimeHandler>?
    var log = LogCapture()
    /// When the process was started.
    var started: UInt64 = 0
    /// How long its initialisation took, until the first REPORT has said it.
    var initNanoseconds: UInt64?
    /// Whether it initialises outside of an invocation.
    var isInitialising = false
    /// What it said when it could not initialise.
    var initError: ByteBuffer?
    /// What it called that.
    var initErrorType: String?
    /// The last invocation that it answered.
    var lastAnswered: RequestID?
    /// The invocation that it has.
    var invocation: Invocation?
    /// The most memory that was seen in use, in bytes.
    var memoryPeak = 0
    var memorySampled: UInt64 = 0
    /// Whether it was killed because it held more memory than its function has.
    var ranOutOfMemory = false

    init(id: WorkerID, version: VersionPool, stream: String) {
        self.id = id
        self.version = version
        self.stream = stream
    }

    /// Looks at its memory; `false` when it holds more than it may.
    func sampleMemory(now: UInt64) -> Bool {
        memorySampled = now
        guard let bytes = process?.child.residentBytes() else { return true }
        memoryPeak = max(memoryPeak, bytes)
        return bytes <= version.spec.memoryMegabytes << 20
    }
}
