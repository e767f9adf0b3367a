// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import SluiceBase
import SluiceCore
import SluiceWire
import Synchronization

@testable import SluiceSimulation

/// A bucket of the simulated world: objects under conditions, as S3 keeps them.
///
/// It shows each new line of a journal to the checkers when it is there, and finds out who takes a
/// lease that has not run out.
final class SharedBucket: Sendable {
    private struct Object {
        var bytes: [UInt8]
        var tag: String
        var written: Timestamp
    }

    private struct State {
        var objects: [String: Object] = [:]
        var writes = 0
        var shown = 0
        var processes = 2
        var stolen: [String] = []
    }

    private struct LeaseForm: Decodable {
        var session: String
        var isReleased: Bool
    }

    private struct LineForm: Decodable {
        var entry: Entry
    }

    /// How long a lease keeps others away after it was written.
    private static let leaseTime = Duration.seconds(60)

    private let world: SimWorld
    private let state = Mutex(State())

    /// When it is away, if it is.
    let outage: Outage?

    init(_ world: SimWorld, outage: Outage? = nil) {
        self.world = world
        self.outage = outage
    }

    /// Leases that were taken from somebody whose time was not over.
    var stolen: [String] { state.withLock { $0.stolen } }

    /// The number of one more process beside the first two.
    func nextProcess() -> Int {
        state.withLock { state in
            state.processes += 1
            return state.processes
        }
    }

    /// The rollout that was begun, if one was.
    var rollout: String? {
        state.withLock { $0.objects.keys.sorted() }.first { $0.hasSuffix(".jsonl") }
            .map { String($0.split(separator: "/").last?.dropLast(".jsonl".count) ?? "") }
    }

    /// What the store answers a process at this time; `nil` where it is not asked.
    func answer(
        _ operation: any AWSOperation,
        by pid: Int,
        at now: Timestamp
    ) throws(AWSFailure) -> (any Sendable)? {
        switch operation {
        case let get as GetObject: return try read(get, at: now)
        case let put as PutObject: return try write(put, by: pid, at: now)
        case let list as ListObjectsV2: return self.list(list)
        case let delete as DeleteObject:
            state.withLock { $0.objects[delete.key] = nil }
            return EmptyAnswer()
        default: return nil
        }
    }

    private func read(_ get: GetObject, at now: Timestamp) throws(AWSFailure) -> GetObject.Output {
        guard let found = state.withLock({ $0.objects[get.key] }) else {
            throw AWSFailure(code: "NoSuchKey", message: get.key, status: 404)
        }
        return GetObject.Output(
            body: Blob(found.bytes),
            // The store tells whole seconds.
            date: WireTimestamp(Timestamp(second: now.second)),
            lastModified: WireTimestamp(Timestamp(second: found.written.second)),
            eTag: found.tag
        )
    }

    private func write(
        _ put: PutObject,
        by pid: Int,
        at now: Timestamp
    ) throws(AWSFailure) -> PutObject.Output {
        let bytes = put.body?.bytes ?? []
        let tag = state.withLock { state -> String? in
            let found = state.objects[put.key]
            if let wanted = put.ifMatch, found?.tag != wanted { return nil }
            if put.ifNoneMatch != nil, found != nil { return nil }
            if put.key.hasSuffix(".lease"), let found, Self.isTaken(found, by: bytes, at: now) {
                state.stolen.append("process \(pid) at \(now.second)")
            }
            state.writes += 1
            let object = Object(bytes: bytes, tag: "\"\(state.writes)\"", written: now)
            state.objects[put.key] = object
            return object.tag
        }
        guard let tag else {
            throw AWSFailure(code: "PreconditionFailed", message: put.key, status: 412)
        }
        if put.key.hasSuffix(".jsonl") { show(bytes, by: pid, at: now) }
        return PutObject.Output(eTag: tag)
    }

    /// Whether another holding's lease is overwritten whose time is not over.
    private static func isTaken(_ found: Object, by bytes: [UInt8], at now: Timestamp) -> Bool {
        let decoder = JSONDecoder()
        guard let old = try? decoder.decode(LeaseForm.self, from: Data(found.bytes)),
            let new = try? decoder.decode(LeaseForm.self, from: Data(bytes))
        else { return true }
        return old.session != new.session && !old.isReleased
            && found.written.duration(to: now) < leaseTime
    }

    /// Shows the lines of a journal that are new to the checkers.
    private func show(_ bytes: [UInt8], by pid: Int, at now: Timestamp) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let known = state.withLock { state in
            defer { state.shown = lines.count }
            return state.shown
        }
        for line in lines.dropFirst(known) {
            guard let form = try? JSONDecoder().decode(LineForm.self, from: Data(line)) else {
                world.note(.journalOrder, "a line of the journal cannot be read")
                continue
            }
            world.record(form.entry, by: pid, at: now)
        }
    }

    private func list(_ list: ListObjectsV2) -> ListObjectsV2.Output {
        let found = state.withLock { state in
            state.objects.filter { $0.key.hasPrefix(list.prefix ?? "") }
                .sorted { $0.key < $1.key }
                .map { S3Object(key: $0.key, lastModified: WireTimestamp($0.value.written)) }
        }
        return ListObjectsV2.Output(contents: found)
    }
}
