// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceSimulation
import SluiceWire
import Synchronization

// Drivers that write the alias wrongly.
extension Mutation {
    static let moves = [
        Mutation(.versionExists, "guesses the candidate's number", guessing),
        Mutation(
            .plannedWeight,
            "gives a little more than the plan says",
            .moving { update in
                guard let weights = update.routingConfig?.additionalVersionWeights else { return }
                update.routingConfig?.additionalVersionWeights = weights.mapValues { $0 + 0.01 }
            }
        ),
        Mutation(
            .recordedAdvance,
            "leaves the first step out",
            .moving { update in
                guard let weights = update.routingConfig?.additionalVersionWeights else { return }
                update.routingConfig?.additionalVersionWeights = weights.mapValues {
                    $0 == 0.05 ? 0.3 : $0 == 0.25 ? 0.5 : $0
                }
            }
        ),
        Mutation(.completeWrite, "asks for no revision", .moving { $0.revisionId = nil }),
        Mutation(
            .completeWrite,
            "leaves the old weights after the promotion",
            .moving { update in
                if update.share == nil { update.routingConfig = nil }
            }
        ),
        Mutation(
            .descriptionKept,
            "writes a description of its own",
            .moving { update in
                update.description = "deployed by sluice"
            }
        ),
        Mutation(.trueOutcome, "stops going back at the first 412", givingUp),
        Mutation(.noRiseGoingBack, "takes up again what it rolled back", resuming),
        Mutation(.trueOutcome, "takes the promotion for done and does not send it", swallowing),
        Mutation(
            .ownAnswers,
            "gives all calls to what is not published",
            .moving { update in
                if update.share == nil, update.functionVersion == "2" {
                    update.functionVersion = Version.latest.name
                }
            }
        ),
        Mutation(.foreignKept, "overwrites whatever stands there", insisting { _ in true }),
        Mutation(
            .claimKept,
            "claims what another rollout has claimed",
            insisting { update in
                update.description?.hasPrefix("sluice r-sim") == true && update.share == nil
            }
        ),
        Mutation(.claimFirst, "takes the claim for done and does not send it", unclaimed),
    ]

    private static let guessing = SimProcess.Parts.moving { update in
        guard let weights = update.routingConfig?.additionalVersionWeights else { return }
        let guessed = weights.map { name, share in ("\((Int(name) ?? 0) + 1)", share) }
        update.routingConfig?.additionalVersionWeights =
            Dictionary(uniqueKeysWithValues: guessed)
    }

    /// The last split that was sent.
    private final class LastSplit: Sendable {
        let update = Mutex<UpdateAlias?>(nil)
    }

    private static var resuming: SimProcess.Parts {
        let last = LastSplit()
        return .sending { operation, base throws(AWSFailure) in
            guard let update = operation as? UpdateAlias, update.name == SimWorld.alias else {
                return nil
            }
            let answer = try await base.send(update)
            let split = last.update.withLock { $0 }
            if update.share != nil {
                last.update.withLock { $0 = update }
            } else if let split, split.functionVersion == update.functionVersion {
                return try await split.again(base)
            }
            return answer
        }
    }

    private static let swallowing = SimProcess.Parts.sending { operation, base throws(AWSFailure) in
        guard let update = operation as? UpdateAlias, update.name == SimWorld.alias,
            update.share == nil
        else { return nil }
        var answer = try await update.reading(base)
        guard answer.routingConfig?.additionalVersionWeights?.isEmpty == false,
            let version = update.functionVersion, answer.functionVersion != version
        else { return nil }
        answer.functionVersion = version
        answer.description = update.description
        answer.routingConfig = nil
        return answer
    }

    private static let givingUp = SimProcess.Parts.sending { operation, base throws(AWSFailure) in
        guard let update = operation as? UpdateAlias, update.name == SimWorld.alias,
            update.share == nil, update.functionVersion == "1",
            update.description?.hasPrefix("sluice r-sim") != true
        else { return nil }
        do throws(AWSFailure) {
            return try await base.send(update)
        } catch {
            guard error.status == 412 else { throw error }
            var answer = try await update.reading(base)
            answer.functionVersion = "1"
            answer.description = update.description
            answer.routingConfig = nil
            return answer
        }
    }

    private static func insisting(
        where isMeant: @escaping @Sendable (UpdateAlias) -> Bool
    ) -> SimProcess.Parts {
        .sending { operation, base throws(AWSFailure) in
            guard let update = operation as? UpdateAlias, update.name == SimWorld.alias,
                isMeant(update)
            else { return nil }
            do throws(AWSFailure) {
                return try await base.send(update)
            } catch {
                guard error.status == 412 else { throw error }
                return try await update.again(base)
            }
        }
    }

    private static let unclaimed = SimProcess.Parts.sending { operation, base throws(AWSFailure) in
        guard let update = operation as? UpdateAlias, update.name == SimWorld.alias,
            update.description?.hasPrefix("sluice r-sim 0/") == true
        else { return nil }
        var answer = try await update.reading(base)
        answer.description = update.description
        return answer
    }
}
