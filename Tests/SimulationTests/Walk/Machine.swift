// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceWire
import SystemPackage

@testable import SluiceSimulation

/// A machine with an empty disk: its program walks deployments over journals in a shared bucket.
struct Machine: Sendable {
    var process: SimProcess
    let bucket: SharedBucket
    /// Where the machine's locks lie.
    let folder: String
    var sleep = Sleep()
    /// Its name in leases; its own, unless it takes another's.
    var host: String?
    /// Whether it drives without asking for a lease: broken on purpose.
    var isUnfenced = false

    /// The product's own walks.
    var deployment: Deployment {
        let (process, sleep) = (process, sleep)
        let wall = process.clock
        let clock = SteadyClock(
            wall.now,
            uptime: { SimWorld.beginning.duration(to: process.executor.now) },
            rest: {
                try await wall.pass($0)
                await sleep.wait(process)
            }
        )
        let sending = MachineTransport(process: process, bucket: bucket, sleep: sleep)
        let random = SeededRandom(seed: process.world.seed).fork("machine \(process.pid)")
        let aws = RetryingTransport(sending, clock: clock, random: random)
        let home = BucketHome(
            aws: sending,
            clock: clock,
            random: random,
            bucket: "acme",
            prefix: "orders"
        )
        let store = JournalStore(
            home: WatchedHome(base: home, process: process, isUnfenced: isUnfenced)
        )
        return Deployment(
            aws: aws,
            clock: clock,
            random: random,
            survey: Survey(
                aws: aws,
                clock: clock,
                store: store,
                region: "us-east-1",
                endpoint: "http://127.0.0.1:4570",
                health: { 1 }
            ),
            gates: GateRunner(
                aws: aws,
                clock: clock,
                environment: { [:] },
                command: { _ in .init(isSuccess: true, text: "exit status 0", output: "") },
                fetch: { _ in 200 }
            ),
            store: store,
            locks: TargetLock(directory: FilePath(folder), clock: clock),
            identity: DriverIdentity(
                pid: process.pid,
                host: host ?? "machine-\(process.pid)",
                who: "simulation"
            ),
            seams: Deployment.Seams()
        )
    }

    /// Brings the rollout to its end, as a person does who tries again, each time in a new process:
    /// the one that is in the bucket, or a new one.
    func walk(_ sample: WalkCase) async throws {
        var machine = self
        let end = process.executor.now.advanced(by: .seconds(7_200))
        while !isOver, process.executor.now < end {
            do {
                if let rollout = bucket.rollout {
                    _ = try await machine.deployment.resume(rollout)
                } else {
                    try await sample.begin(machine.deployment, in: folder)
                }
            } catch is Complaint {
                // Somebody drives, or AWS did not answer.
            } catch is AWSFailure {
                // The bucket did not answer.
            }
            if isOver { return }
            await process.pass(.seconds(20))
            machine.process = SimProcess(
                process.world,
                pid: bucket.nextProcess(),
                executor: process.executor
            )
        }
    }

    /// Whether the journal has its end.
    private var isOver: Bool {
        process.world.outcome != nil
    }
}

/// The seam of a machine: Lambda as in every simulation, and the bucket.
struct MachineTransport: AWSTransport {
    let process: SimProcess
    let bucket: SharedBucket
    let sleep: Sleep

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        await sleep.wait(process)
        let answer = await meet(operation)
        sleep.count(at: process.executor.now)
        await sleep.wait(process)
        guard let output = try answer.get() as? Operation.Output else {
            throw AWSFailure(kind: .malformed, code: "Malformed", message: Operation.name)
        }
        return output
    }

    private func meet<Operation: AWSOperation>(
        _ operation: Operation
    ) async -> Result<any Sendable, AWSFailure> {
        switch operation {
        case is GetObject, is PutObject, is ListObjectsV2, is DeleteObject:
            await process.diesBeforeSeam()
            let answer = await meetBucket(operation)
            await process.diesAfterSeam()
            return answer
        case is GetCallerIdentity:
            return .success(
                GetCallerIdentity.Output(
                    userId: "AIDA",
                    account: "000000000000",
                    arn: "arn:aws:iam::000000000000:user/simulation"
                )
            )
        default:
            do throws(AWSFailure) {
                return .success(try await SimTransport(process: process).send(operation))
            } catch {
                return .failure(error)
            }
        }
    }

    /// What becomes of a call to the bucket, on its way there and back.
    private func meetBucket(
        _ operation: any AWSOperation
    ) async -> Result<any Sendable, AWSFailure> {
        let (seam, number) = (SimTransport(process: process), process.world.nextCall())
        let strikes = { (fault: Fault) in seam.strikes(fault, number) }
        if strikes(.slowCalls) {
            let seconds = 1 + process.world.faults.draw(.slowCalls, number + 1) * 8
            await process.pass(.milliseconds(Int64(seconds * 1000)))
        }
        await process.pass(.milliseconds(15))
        if let outage = bucket.outage, outage.contains(process.executor.now) {
            return .failure(await outage.meet(process))
        }
        if strikes(.connectionLost) { return .failure(.lost) }
        if strikes(.throttling) { return .failure(.slowDown) }
        if strikes(.serverError) { return .failure(.internalError) }
        let answer = askBucket(operation)
        if strikes(.answerLost) { return .failure(.lost) }
        if strikes(.serverErrorAfter) { return .failure(.internalError) }
        return answer
    }

    private func askBucket(_ operation: any AWSOperation) -> Result<any Sendable, AWSFailure> {
        do throws(AWSFailure) {
            let now = process.executor.now
            return .success(try bucket.answer(operation, by: process.pid, at: now) ?? EmptyAnswer())
        } catch {
            return .failure(error)
        }
    }
}

extension AWSFailure {
    fileprivate static let lost = AWSFailure(kind: .noAnswer, code: "TimeOut", message: "no answer")
    fileprivate static let slowDown = AWSFailure(
        code: "SlowDown",
        message: "Please reduce your request rate.",
        status: 503
    )
    fileprivate static let internalError = AWSFailure(
        code: "InternalError",
        message: "try again",
        status: 500
    )
}
