// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceWire

extension Deployment {
    /// Takes weights away that nobody owns: the alias's own version gets every call.
    ///
    /// Also a weight of zero, which serves nothing and is still there. Refused while anybody has
    /// the target's lock; a stale revision is settled as after any write.
    public func clearWeights(_ intent: Intent) async throws -> AliasState {
        let reading = try await readAlias(intent, to: "clear")
        let name = await newName()
        return try await locks.holding(reading.target, as: holder(of: name)) {
            do {
                return try await rescue(reading.target).write(
                    Traffic(version: reading.state.version),
                    over: reading.state,
                    leaving: []
                )
            } catch {
                throw Self.complaint(error, reading, intent)
            }
        }
    }

    /// Makes the alias beside remember this version.
    public func remember(_ version: Version, _ intent: Intent) async throws -> AliasState {
        let reading = try await readAlias(intent, to: "repair")
        let name = reading.target.previousAlias ?? ""
        do {
            guard let found = try await aws.alias(name, of: intent.function) else {
                throw Complaint("alias \(name) does not exist any more")
            }
            let write = AliasRescue(
                aws: aws,
                clock: clock,
                function: intent.function,
                alias: name
            )
            return try await write.write(Traffic(version: version), over: found, leaving: [])
        } catch {
            throw Self.complaint(error, reading, intent)
        }
    }

    /// The version that the journals say was served before the present one; `nil` when they know
    /// of none.
    public func servedBefore(_ version: Version, on target: Target) async throws -> Version? {
        let all = try await store.summaries().good.filter { $0.target.isSame(as: target) }
        return ServedVersions(all).before(version)
    }

    private static func complaint(
        _ error: any Error,
        _ reading: AliasReading,
        _ intent: Intent
    ) -> any Error {
        if let failure = error as? AWSFailure {
            return Complaint(failure, doing: "write alias \(reading.target.text)")
        }
        return HandFailure(error, target: reading.target, environment: intent.environment)?
            .complaint ?? error
    }
}
