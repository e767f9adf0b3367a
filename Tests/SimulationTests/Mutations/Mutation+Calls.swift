// SPDX-License-Identifier: Apache-2.0
import SluiceSimulation
import SluiceWire
import Synchronization

// Drivers that call for something else.
extension Mutation {
    static let calls = [
        Mutation(.knownPackage, "ships other code than the plan's", smuggling),
        Mutation(.namedOnly, "tidies the previous alias away", tidying),
        Mutation(.namedOnly, "writes to a function beside", straying),
        Mutation(.oneVersion, "publishes once more with a stamp", stamping),
        Mutation(.oneVersion, "publishes again without reading back", repeating),
        Mutation(.realEvidence, "counts every call twice", doubling),
        Mutation(.previousKept, "does not write down what served before", forgetting),
        Mutation(.liveness, "waits for a reading that never comes", waiting),
    ]

    private static let smuggling = SimProcess.Parts.sending { operation, base throws(AWSFailure) in
        func disguised(_ answer: FunctionConfiguration) -> FunctionConfiguration {
            var answer = answer
            if answer.codeSha256 == "stranger" { answer.codeSha256 = "new" }
            return answer
        }
        switch operation {
        case var update as UpdateFunctionCode:
            update.zipFile = Blob(utf8: "stranger")
            return disguised(try await base.send(update))
        case var publish as PublishVersion:
            publish.codeSha256 = nil
            return disguised(try await base.send(publish))
        case let read as GetFunction:
            var answer = try await base.send(read)
            answer.configuration = disguised(answer.configuration)
            return answer
        default: return nil
        }
    }

    private static let tidying = SimProcess.Parts.sending { operation, base throws(AWSFailure) in
        guard let update = operation as? UpdateAlias, update.name == SimWorld.alias else {
            return nil
        }
        let answer = try await base.send(update)
        let name = "\(SimWorld.alias)-previous"
        _ = try await base.send(DeleteAlias(functionName: update.functionName, name: name))
        return answer
    }

    private static let straying = SimProcess.Parts.sending { operation, base throws(AWSFailure) in
        guard let update = operation as? UpdateAlias, update.name == SimWorld.alias else {
            return nil
        }
        let answer = try await base.send(update)
        let beside = UpdateFunctionConfiguration(functionName: "billing", description: "seen")
        do throws(AWSFailure) { _ = try await base.send(beside) } catch {
            // There is none of that name; the write was sent all the same.
        }
        return answer
    }

    private static let stamping = SimProcess.Parts.sending { operation, base throws(AWSFailure) in
        guard let publish = operation as? PublishVersion else { return nil }
        _ = try await base.send(publish)
        let function = publish.functionName
        _ = try await base.send(
            UpdateFunctionConfiguration(functionName: function, description: "stamped")
        )
        for _ in 0..<50 {
            let read = try await base.send(GetFunction(functionName: function))
            if read.configuration.lastUpdateStatus == "Successful" { break }
        }
        return try await base.send(PublishVersion(functionName: function))
    }

    /// What one process knows of `$LATEST` from before its first publish.
    private final class Memory: Sendable {
        let latest = Mutex<FunctionConfiguration?>(nil)
        let hasPublished = Mutex(false)
    }

    private static var repeating: SimProcess.Parts {
        var parts = SimProcess.Parts()
        parts.transport = { base in
            let memory = Memory()
            return BrokenTransport(base: base) { operation, base throws(AWSFailure) in
                switch operation {
                case let publish as PublishVersion:
                    memory.hasPublished.withLock { $0 = true }
                    return try await base.send(PublishVersion(functionName: publish.functionName))
                case let read as GetFunction where read.qualifier == nil:
                    var answer = try await base.send(read)
                    let known = memory.latest.withLock { $0 }
                    if memory.hasPublished.withLock({ $0 }), let known {
                        answer.configuration = known
                    } else {
                        memory.latest.withLock { $0 = answer.configuration }
                    }
                    return answer
                default: return nil
                }
            }
        }
        return parts
    }

    private static let doubling = SimProcess.Parts.sending { operation, base throws(AWSFailure) in
        guard let metrics = operation as? GetMetricData else { return nil }
        var answer = try await base.send(metrics)
        for index in answer.metricDataResults.indices {
            answer.metricDataResults[index].values =
                answer.metricDataResults[index].values.map { $0 * 2 }
        }
        return answer
    }

    private static let forgetting = SimProcess.Parts.sending { operation, _ throws(AWSFailure) in
        let previous = "\(SimWorld.alias)-previous"
        switch operation {
        case let update as UpdateAlias where update.name == previous:
            return AliasConfiguration(
                aliasArn: "",
                name: previous,
                functionVersion: update.functionVersion ?? "",
                revisionId: "0"
            )
        case let create as CreateAlias where create.name == previous:
            return AliasConfiguration(
                aliasArn: "",
                name: previous,
                functionVersion: create.functionVersion,
                revisionId: "0"
            )
        default: return nil
        }
    }

    private static let waiting = SimProcess.Parts.sending { operation, _ throws(AWSFailure) in
        guard operation is GetAlias else { return nil }
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        return nil
    }
}
