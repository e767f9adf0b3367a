// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Synchronization

@testable import SluiceDeploy

/// A store of objects with S3's conditions, and with a clock of its own.
final class MemoryBucket: AWSTransport {
    struct Record {
        var bytes: [UInt8]
        var tag: String
        var written: Timestamp
    }

    /// What goes wrong with the calls to come.
    enum Fault {
        /// The write happens, and nobody hears of it.
        case lostAnswer
        /// Nothing happens, and nobody knows.
        case lostCall
        /// Another conditional write is being decided.
        case conflict
    }

    private struct State {
        var objects: [String: Record] = [:]
        var faults: [Fault] = []
        var isDown = false
        var isSilent = false
        var failure: AWSFailure?
        var hanging: String?
        var refused: String?
        var beforeWrites: (@Sendable () async -> Void)?
        var writes = 0
        var skew = Duration.zero
        var tellsTime = true
        var puts: [String] = []
    }

    private let state = Mutex(State())
    private let clock: any WallClock

    init(_ clock: any WallClock) { self.clock = clock }

    /// The next writes go so.
    func next(_ faults: Fault...) { state.withLock { $0.faults += faults } }
    /// Nobody can reach it from now on, or can again.
    func isDown(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }
    /// Nobody gets an answer from now on.
    func isSilent(_ isSilent: Bool) { state.withLock { $0.isSilent = isSilent } }
    /// Every call fails so from now on.
    func fails(with failure: AWSFailure?) { state.withLock { $0.failure = failure } }
    /// Nobody gets an answer about keys that end so.
    func hangs(_ ending: String?) { state.withLock { $0.hanging = ending } }
    /// It takes no object whose key ends so.
    func refuses(_ ending: String?) { state.withLock { $0.refused = ending } }
    /// What each write waits for before it happens.
    func before(_ body: (@Sendable () async -> Void)?) { state.withLock { $0.beforeWrites = body } }
    /// Its clock is ahead of everybody's.
    func run(ahead skew: Duration) { state.withLock { $0.skew = skew } }
    /// Its answers carry no times from now on.
    func tellsTime(_ tells: Bool) { state.withLock { $0.tellsTime = tells } }
    /// The keys that were written, in their order.
    var puts: [String] { state.withLock { $0.puts } }
    var keys: [String] { state.withLock { $0.objects.keys.sorted() } }
    func text(_ key: String) -> String? {
        state.withLock { $0.objects[key].map { String(decoding: $0.bytes, as: UTF8.self) } }
    }
    func home(_ random: UInt64 = 1, isEmergency: Bool = false) -> BucketHome {
        BucketHome(
            aws: self,
            clock: clock,
            random: SeededRandom(seed: random),
            bucket: "acme",
            prefix: "orders",
            isEmergency: isEmergency
        )
    }

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        if state.withLock({ $0.isDown }) {
            throw AWSFailure(kind: .notSent, code: "NoConnection", message: "no connection")
        }
        if let failure = state.withLock({ $0.failure }) { throw failure }
        if state.withLock({ $0.isSilent }) || hangs(operation) {
            // Ends when whoever asked gives up.
            try? await clock.sleep(until: .distantFuture, tolerance: nil)
            throw .silent
        }
        if operation is PutObject, let before = state.withLock({ $0.beforeWrites }) {
            await before()
        }
        if let put = operation as? PutObject, let refused = state.withLock({ $0.refused }),
            put.key.hasSuffix(refused)
        {
            throw AWSFailure(code: "SlowDown", message: "reduce your rate", status: 503)
        }
        let answer: any Sendable =
            switch operation {
            case let get as GetObject: try read(get)
            case let put as PutObject: try write(put)
            case let list as ListObjectsV2: self.list(list)
            case let delete as DeleteObject: remove(delete)
            default: throw AWSFailure(code: "NotImplemented", message: "", status: 501)
            }
        guard let output = answer as? Operation.Output else {
            throw AWSFailure(code: "Unscripted", message: Operation.name, status: 400)
        }
        return output
    }

    private func hangs(_ operation: some AWSOperation) -> Bool {
        guard let hanging = state.withLock({ $0.hanging }) else { return false }
        return (operation as? GetObject)?.key.hasSuffix(hanging) ?? false
    }

    private var now: Timestamp { clock.now.advanced(by: state.withLock { $0.skew }) }

    private func read(_ get: GetObject) throws(AWSFailure) -> GetObject.Output {
        let found = state.withLock { $0.objects[get.key] }
        guard let found else {
            throw AWSFailure(code: "NoSuchKey", message: "no such key", status: 404)
        }
        let tellsTime = state.withLock { $0.tellsTime }
        return GetObject.Output(
            body: Blob(found.bytes),
            date: tellsTime ? WireTimestamp(Timestamp(second: now.second)) : nil,
            lastModified: WireTimestamp(Timestamp(second: found.written.second)),
            eTag: found.tag
        )
    }

    private func write(_ put: PutObject) throws(AWSFailure) -> PutObject.Output {
        let now = now
        let result = state.withLock { state -> Result<String, AWSFailure> in
            let fault = state.faults.isEmpty ? nil : state.faults.removeFirst()
            if fault == .lostCall { return .failure(.silent) }
            if fault == .conflict {
                return .failure(
                    AWSFailure(code: "ConditionalRequestConflict", message: "", status: 409)
                )
            }
            let found = state.objects[put.key]
            if put.ifMatch != nil, found == nil {
                return .failure(AWSFailure(code: "NoSuchKey", message: "", status: 404))
            }
            if let tag = put.ifMatch, found?.tag != tag { return .failure(.changed) }
            if put.ifNoneMatch != nil, found != nil { return .failure(.changed) }
            state.writes += 1
            let tag = "\"\(state.writes)\""
            state.puts.append(put.key)
            state.objects[put.key] = Record(
                bytes: put.body?.bytes ?? [],
                tag: tag,
                written: now
            )
            return fault == .lostAnswer ? .failure(.silent) : .success(tag)
        }
        return PutObject.Output(eTag: try result.get())
    }

    private func list(_ list: ListObjectsV2) -> ListObjectsV2.Output {
        let found = state.withLock { state in
            state.objects.filter { $0.key.hasPrefix(list.prefix ?? "") }
                .sorted { $0.key < $1.key }
                .map { S3Object(key: $0.key, lastModified: WireTimestamp($0.value.written)) }
        }
        return ListObjectsV2.Output(contents: found)
    }

    private func remove(_ delete: DeleteObject) -> EmptyAnswer {
        state.withLock { $0.objects[delete.key] = nil }
        return EmptyAnswer()
    }
}

extension AWSFailure {
    fileprivate static let changed = AWSFailure(
        code: "PreconditionFailed",
        message: "At least one of the pre-conditions you specified did not hold",
        status: 412
    )
}
