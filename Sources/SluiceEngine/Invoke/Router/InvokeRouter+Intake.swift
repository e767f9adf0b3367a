import NIOCore
// SPDX-License-Identifier: Apache-2.0
import NIOHTTP1
import SluiceBase
import SluiceHTTP
import SluiceWire

// From a request to a waiting invocation.
extension InvokeRouter {
    /// A version that answers, and how it came to be chosen.
    struct Route {
        var pool: VersionPool
        var isUnderWeights: Bool
    }

    /// Takes a request from the public port; `false` when the control plane has to answer it.
    nonisolated func take(
        _ call: HTTPCall,
        _ path: InvokePath,
        from client: NIOLoopBound<PublicHandler>
    ) -> Bool {
        assumeIsolated { router in router.taken(call, path, client) }
    }

    /// The client of an invocation is gone.
    nonisolated func abandon(_ id: RequestID) {
        assumeIsolated { router in
            for pool in router.pools {
                guard let invocation = pool.pool.abandon(id) else { continue }
                return router.release(invocation)
            }
        }
    }

    private func taken(
        _ call: HTTPCall,
        _ path: InvokePath,
        _ client: NIOLoopBound<PublicHandler>
    ) -> Bool {
        let headers = InvokeHeaders(call.head.headers)
        guard !headers.isFromElsewhere, !headers.hasUnknownLogType else { return false }
        if call.isTooLarge {
            let failure = InvokeReply.tooLarge(
                bytes: call.bodyBytes,
                isSynchronous: headers.isSynchronous
            )
            let id = RequestID(from: &random)
            client.value.send(InvokeReply.refused(failure, requestID: id.description))
            return true
        }
        guard headers.isSynchronous, !isStopping, let realm = realm(of: headers),
            let route = resolve(path.reference, in: realm)
        else { return false }
        let id = RequestID(from: &random)
        if let failure = fault(in: call.body, headers) {
            client.value.send(InvokeReply.refused(failure, requestID: id.description))
            return true
        }
        let invocation = Invocation(
            id: id,
            arrived: now,
            caller: .connection(client),
            pool: route.pool,
            qualifier: path.reference.qualifier,
            isUnderWeights: route.isUnderWeights,
            order: Invocation.Order(
                payload: call.body,
                clientContext: headers.clientContext?.base64Bytes.map {
                    String(decoding: $0, as: UTF8.self)
                },
                traceID: headers.traceID ?? newTraceID(),
                wantsLog: headers.wantsLog
            )
        )
        client.value.expect(id)
        admit(invocation)
        return true
    }

    /// Starts an invocation that the engine itself asked for.
    func invoke(
        _ request: InvokeRequest,
        in realm: RoutedRealm,
        for caller: Invocation.Caller
    ) {
        let id = request.requestID.flatMap { RequestID($0) } ?? RequestID(from: &random)
        guard let routing = realm.snapshot.functions[request.function],
            let route = resolve(routing, request.qualifier, in: realm), !isStopping
        else {
            let failure = refusal(of: request, in: realm)
            return answer(caller, id: id, refusedWith: failure)
        }
        let invocation = Invocation(
            id: id,
            arrived: now,
            caller: caller,
            pool: route.pool,
            qualifier: request.qualifier,
            isUnderWeights: route.isUnderWeights,
            order: Invocation.Order(
                payload: request.payload,
                clientContext: request.clientContext,
                traceID: request.traceID ?? newTraceID(),
                wantsLog: true
            )
        )
        admit(invocation)
    }

    // MARK: Routing

    /// The realm that a request is for, if it is known.
    private func realm(of headers: InvokeHeaders) -> RoutedRealm? {
        guard let authorization = headers.authorization,
            let other = Realm.other(in: authorization, than: home.realm)
        else { return home }
        return realms[other]
    }

    private func resolve(_ reference: FunctionReference, in realm: RoutedRealm) -> Route? {
        guard let routing = realm.snapshot.functions[reference.function],
            let spec = routing.versions["$LATEST"] ?? routing.versions.values.first,
            reference.account == nil || reference.account == spec.account,
            reference.region == nil || reference.region == spec.region
        else { return nil }
        return resolve(routing, reference.qualifier, in: realm)
    }

    private func resolve(
        _ routing: FunctionRouting,
        _ qualifier: String?,
        in realm: RoutedRealm
    ) -> Route? {
        guard routing.refusal == nil else { return nil }
        let name = qualifier ?? "$LATEST"
        if let spec = routing.versions[name] {
            return Route(pool: pool(of: spec, in: realm), isUnderWeights: false)
        }
        guard let alias = routing.aliases[name] else { return nil }
        var version = alias.primary
        if let weighted = alias.weighted,
            Int(weights.next() % 10_000) < weighted.basisPoints
        {
            version = weighted.version
        }
        guard let spec = routing.versions[version] else { return nil }
        return Route(pool: pool(of: spec, in: realm), isUnderWeights: alias.carriesWeights)
    }

    func pool(of spec: VersionSpec, in realm: RoutedRealm) -> VersionPool {
        let key = VersionPool.Key(function: spec.function, version: spec.version)
        if let pool = realm.current[key] { return pool }
        let rules = WorkerPool<Invocation>.Rules(
            workersMax: settings.workersPerVersion,
            queueMax: settings.accountConcurrency,
            timeout: UInt64(max(1, spec.timeoutSeconds)) * 1_000_000_000,
            idleMax: UInt64(settings.idleWorkers.components.seconds) * 1_000_000_000
        )
        lastPool += 1
        let pool = VersionPool(
            spec: spec,
            pool: WorkerPool(number: lastPool, rules: rules),
            in: realm
        )
        realm.current[key] = pool
        return pool
    }

    private func refusal(of request: InvokeRequest, in realm: RoutedRealm) -> AWSFailure {
        if isStopping {
            return AWSFailure(
                code: "ServiceException",
                message: "The engine is stopping.",
                status: 503
            )
        }
        let routing = realm.snapshot.functions[request.function]
        if let refusal = routing?.refusal { return refusal }
        // Without any version there is nobody left to say whose function it was.
        let spec = routing?.versions["$LATEST"] ?? routing?.versions.values.first
        let bare = spec.map(VersionPool.bareARN(of:)) ?? request.function
        let name = "\(bare):\(request.qualifier ?? "$LATEST")"
        return AWSFailure(
            code: "ResourceNotFoundException",
            message: "Function not found: \(name)",
            status: 404
        )
    }

    private func fault(in payload: ByteBuffer, _ headers: InvokeHeaders) -> AWSFailure? {
        if let context = headers.clientContext,
            context.utf8.count > Limits.clientContextBytesMax || context.base64Bytes == nil
        {
            return InvokeReply.badClientContext
        }
        guard payload.readableBytes > 0 else { return nil }
        return JSONText.complaint(about: payload).map(InvokeReply.badJSON)
    }

    private func newTraceID() -> String {
        let time = String(UInt32(truncatingIfNeeded: clock.now.second), radix: 16)
        let (first, second, third) = (random.next(), random.next(), random.next())
        return "Root=1-\(time)-\(hex(first, 16))\(hex(second & 0xffff_ffff, 8));"
            + "Parent=\(hex(third, 16));Sampled=0"
    }

    private func hex(_ word: UInt64, _ digits: Int) -> String {
        let text = String(word, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    // MARK: Concurrency

    private func admit(_ invocation: Invocation) {
        let (function, realm) = (invocation.pool.spec.function, invocation.pool.realm)
        let reserved = realm.snapshot.functions[function]?.reservedConcurrency
        let busy = realm.runningByFunction[function] ?? 0
        if let reserved, busy >= reserved || isCrowdedOut(invocation, reserved) {
            return throttle(invocation, "ReservedFunctionConcurrentInvocationLimitExceeded")
        }
        guard realm.running < settings.accountConcurrency else {
            return throttle(invocation, "ConcurrentInvocationLimitExceeded")
        }
        running += 1
        realm.running += 1
        realm.runningByFunction[function] = busy + 1
        let pool = invocation.pool
        if reserved != nil { realm.runningReserved += 1 }
        invocation.isReserved = reserved != nil
        pool.running += 1
        if let capacity = capacity(of: pool) {
            invocation.isProvisioned = pool.running <= capacity
        }
        makeRoom(for: pool)
        perform(pool.pool.invoke(invocation, now: now), for: pool)
    }

    /// Whether all that a function has reserved is provisioned for other versions.
    private func isCrowdedOut(_ invocation: Invocation, _ reserved: Int) -> Bool {
        let spec = invocation.pool.spec
        guard
            let provisioned = invocation.pool.realm.snapshot.functions[spec.function]?.provisioned,
            !provisioned.isEmpty, provisioned[spec.version] == nil
        else { return false }
        return provisioned.values.reduce(0, +) >= reserved
    }

    /// An invocation is over, or was never run: it no longer counts against the limits.
    func release(_ invocation: Invocation) {
        let (function, realm) = (invocation.pool.spec.function, invocation.pool.realm)
        running -= 1
        realm.running -= 1
        let left = (realm.runningByFunction[function] ?? 1) - 1
        realm.runningByFunction[function] = left > 0 ? left : nil
        invocation.pool.running -= 1
        if invocation.isReserved { realm.runningReserved -= 1 }
        if running == 0 { waitingForEnd.take()?.resume() }
    }

    /// How many calls provisioned concurrency takes of a version; `nil` without.
    func capacity(of pool: VersionPool) -> Int? {
        guard let provisioned = pool.realm.snapshot.functions[pool.spec.function]?.provisioned,
            !provisioned.isEmpty
        else { return nil }
        return provisioned[pool.spec.version]
    }

    /// How many calls there are now, for the metrics.
    func load(of invocation: Invocation) -> Tallies.Load {
        let (pool, realm) = (invocation.pool, invocation.pool.realm)
        return Tallies.Load(
            function: realm.runningByFunction[pool.spec.function] ?? 0,
            account: realm.running,
            unreserved: realm.running - realm.runningReserved,
            version: pool.running,
            capacity: capacity(of: pool) ?? 0,
            isProvisioned: invocation.isProvisioned
        )
    }

    /// Answers that a limit was met.
    func throttle(_ invocation: Invocation, _ reason: String) {
        invocation.pool.realm.tallies.throttled(invocation, at: clock.now)
        answer(
            invocation.caller,
            id: invocation.id,
            refusedWith: InvokeReply.throttled(reason: reason)
        )
    }

    /// Answers an invocation that was not run.
    func answer(
        _ caller: Invocation.Caller,
        id: RequestID,
        refusedWith failure: AWSFailure
    ) {
        switch caller {
        case .connection(let client):
            let reply = InvokeReply.refused(failure, requestID: id.description)
            client.value.reply(to: id, reply)
        case .task(let continuation):
            continuation.resume(
                returning: InvokeAnswer(
                    requestID: id.description,
                    executedVersion: nil,
                    outcome: .refused(failure)
                )
            )
        }
    }
}
