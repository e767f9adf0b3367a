// SPDX-License-Identifier: Apache-2.0
import Logging
import NIOCore
import SluiceBase
import SluiceModel
import SluiceWire

/// The services beside Lambda: the sole writer of their models, of their store and of the bytes of
/// objects.
///
/// It runs on a thread of its own, so that large objects hold up neither calls nor Lambda.
actor SideServices {
    nonisolated let clock: any WallClock
    private nonisolated let loop: any EventLoop
    nonisolated let unownedExecutor: UnownedSerialExecutor
    private let store: ServiceStore
    private let contents: ContentStore
    private let logger: Logger
    private(set) var s3: S3Model
    private(set) var queues = QueueModel()
    /// IAM by account; the one that the data began with has no word before its shelves.
    private var iam: [String: IAMModel]
    private var chance: SeededRandom
    /// How many objects refer to the same bytes.
    private var references: [String: Int] = [:]
    /// Why nothing is written any more: models and store must never part.
    private var stopped: AWSFailure?

    /// Brings the services back from their store.
    ///
    /// - Throws: `EngineError`, or the store's errors.
    init(
        in directory: DataDirectory,
        root: Realm,
        chance: SeededRandom,
        clock: any WallClock,
        loop: any EventLoop,
        logger: Logger
    ) throws {
        store = try ServiceStore(directory)
        contents = ContentStore(directory)
        self.clock = clock
        self.loop = loop
        self.logger = logger
        unownedExecutor = loop.executor.asUnownedSerialExecutor()
        var s3 = S3Model(region: root.region)
        try store.load(&s3.buckets)
        try store.load(&s3.objects)
        try store.load(&s3.uploads)
        try store.load(&s3.parts)
        for object in s3.objects.records.values {
            for piece in object.pieces { references[piece.id, default: 0] += 1 }
        }
        for part in s3.parts.records.values { references[part.content.id, default: 0] += 1 }
        contents.prune(keeping: Set(references.keys))
        self.s3 = s3
        try store.load(&queues.queues)
        try store.load(&queues.messages)
        try store.load(&queues.sent)
        queues.index()
        iam = try Self.accounts(in: store, root: root.account)
        self.chance = chance
    }

    private static func accounts(
        in store: ServiceStore,
        root: String
    ) throws -> [String: IAMModel] {
        let others = try store.shelves().compactMap { shelf in
            shelf.firstIndex(of: "/").map { String(shelf[..<$0]) }
        }
        var models: [String: IAMModel] = [:]
        for account in Set(others).union([root]).sorted() {
            var model = IAMModel(account: account, shelf: account == root ? "" : account + "/")
            try store.load(&model.roles)
            try store.load(&model.policies)
            try store.load(&model.sessions)
            models[account] = model
        }
        return models
    }

    /// Closes the database.
    func close() {
        // Closing changes nothing on the disk: all that was promised is there already.
        try? store.close()
    }

    /// Changes S3; what changed is durable on return.
    func change<Answer: Sendable>(
        _ body: (inout S3Model) throws(AWSFailure) -> Answer
    ) throws(AWSFailure) -> Answer {
        if let stopped { throw stopped }
        let answer: Answer
        do {
            answer = try body(&s3)
        } catch {
            s3.revert()
            throw error
        }
        do {
            let rows = try s3.rows()
            if !rows.isEmpty { try store.commit(rows) }
        } catch {
            s3.revert()
            throw stop(error)
        }
        forget()
        s3.settle()
        return answer
    }

    /// Who signs with a key, whichever account gave it.
    ///
    /// - Throws: 403 `ExpiredToken` for keys whose time is over.
    func session(ofKey key: String) throws(AWSFailure) -> SessionRecord? {
        for model in iam.values {
            if let session = try model.session(ofKey: key, at: clock.now) { return session }
        }
        return nil
    }

    /// Performs an operation of an account's IAM; what it changed is durable on return.
    func perform<Operation: IAMOperation>(
        _ operation: Operation,
        account: String
    ) throws(AWSFailure) -> Operation.Output {
        if let stopped { throw stopped }
        guard iam[account] != nil || iam.count < Limits.realmsMax else { throw Realm.tooMany }
        // Taken out while it changes: a copy of all roles would cost more than the call.
        var model = iam[account].take() ?? IAMModel(account: account, shelf: account + "/")
        defer { iam[account] = model }
        let output: Operation.Output
        do {
            output = try model.perform(operation, at: clock.now, chance: &chance)
        } catch {
            model.revert()
            throw error
        }
        do {
            let rows = try model.rows()
            if !rows.isEmpty { try store.commit(rows) }
        } catch {
            model.revert()
            throw stop(error)
        }
        model.settle()
        return output
    }

    /// Changes the queues; what changed is durable on return.
    func changeQueues<Answer: Sendable>(
        _ body: (inout QueueModel) throws(AWSFailure) -> Answer
    ) throws(AWSFailure) -> Answer {
        if let stopped { throw stopped }
        let answer: Answer
        do {
            answer = try body(&queues)
        } catch {
            queues.revert()
            throw error
        }
        do {
            let rows =
                try ServiceStore.rows(of: queues.queues) + ServiceStore.rows(of: queues.messages)
                + ServiceStore.rows(of: queues.sent)
            if !rows.isEmpty { try store.commit(rows) }
        } catch {
            queues.revert()
            throw stop(error)
        }
        queues.settle()
        return answer
    }

    /// Receives messages of a queue; that they were is durable on return.
    func receive(
        from arn: String,
        most: Int,
        hiddenFor seconds: Int?
    ) throws(AWSFailure) -> [StoredMessage] {
        let now = clock.now
        return try changeQueues { queues throws(AWSFailure) in
            try queues.receive(from: arn, most: most, hiddenFor: seconds, at: now) {
                chance.uuid()
            }
        }
    }

    /// Keeps bytes, on the disk on return.
    ///
    /// - Throws: 500 when they cannot be written.
    func keep(_ bytes: [UInt8]) throws(AWSFailure) -> ObjectContent {
        if let stopped { throw stopped }
        do {
            return try contents.keep(bytes)
        } catch {
            throw stop(error)
        }
    }

    /// Reads bytes of an object.
    ///
    /// - Throws: 500 when they cannot be read.
    func bytes(
        _ pieces: [ObjectContent],
        _ range: Range<Int>,
        of name: String
    ) throws(AWSFailure) -> [UInt8] {
        do {
            return try contents.bytes(pieces, range)
        } catch {
            logger.error("an object cannot be read", metadata: ["reason": "\(error)"])
            throw AWSFailure(
                code: "InternalError",
                message: "The bytes of \(name) cannot be read: \(error)",
                status: 500
            )
        }
    }

    /// Counts who refers to bytes, and removes those that nobody does.
    private func forget() {
        for key in s3.objects.changed {
            for piece in s3.objects[key]?.pieces ?? [] { references[piece.id, default: 0] += 1 }
        }
        for key in s3.parts.changed {
            if let part = s3.parts[key] { references[part.content.id, default: 0] += 1 }
        }
        for piece in s3.objects.replaced.flatMap(\.pieces) + s3.parts.replaced.map(\.content) {
            let left = references[piece.id, default: 1] - 1
            references[piece.id] = left > 0 ? left : nil
            if left <= 0 { contents.remove(piece.id) }
        }
    }

    private func stop(_ error: any Error) -> AWSFailure {
        let failure = AWSFailure(
            code: "InternalError",
            message: "The engine cannot write its data directory, so it changes nothing until it "
                + "is started again: \(error)",
            status: 500
        )
        stopped = failure
        logger.error("the data directory cannot be written", metadata: ["reason": "\(error)"])
        return failure
    }
}

extension IAMModel {
    /// What changed, as it is stored.
    fileprivate func rows() throws -> [ServiceStore.Row] {
        try ServiceStore.rows(of: roles) + ServiceStore.rows(of: policies)
            + ServiceStore.rows(of: sessions)
    }
}

extension S3Model {
    /// What changed, as it is stored.
    fileprivate func rows() throws -> [ServiceStore.Row] {
        try ServiceStore.rows(of: buckets) + ServiceStore.rows(of: objects)
            + ServiceStore.rows(of: uploads) + ServiceStore.rows(of: parts)
    }
}
