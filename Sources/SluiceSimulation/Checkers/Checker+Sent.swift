// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

// What a write must look like when it is sent.
extension Checker {
    mutating func sent<Operation: AWSOperation>(
        _ operation: Operation,
        by pid: Int,
        at: Timestamp,
        _ truth: Truth
    ) -> SimEffect.Sent {
        let isWithoutJournal = withoutJournal.contains(pid)
        let sent = SimEffect.Sent(
            isGoingBack: isGoingBack || isGoingDown,
            step: lastAdvance?.to,
            isWithoutJournal: isWithoutJournal
        )
        acts(pid, at: at)
        expect(
            Self.mayBeSent(operation),
            .namedOnly,
            "\(Operation.name) is none of a rollout's writes",
            at: at
        )
        switch operation {
        case let update as UpdateAlias:
            sentUpdate(update, at: at)
            let versions = update.routingConfig?.additionalVersionWeights?.keys.sorted() ?? []
            names([update.functionVersion].compactMap { $0 } + versions, truth, at: at)
        case let create as CreateAlias:
            sentCreation(create, at: at)
            names([create.functionVersion], truth, at: at)
        case let publish as PublishVersion: names(publish.functionName, Operation.name, at: at)
        case let update as UpdateFunctionCode: names(update.functionName, Operation.name, at: at)
        case let update as UpdateFunctionConfiguration:
            names(update.functionName, Operation.name, at: at)
        case let create as CreateFunction: names(create.functionName, Operation.name, at: at)
        default: break
        }
        guard !isWithoutJournal else { return sent }
        expect(
            intended.map { Self.sends($0, Operation.name) } ?? false,
            .intendedFirst,
            "\(Operation.name) was sent, and the journal says \(intended.map { "\($0)" } ?? "nothing")",
            at: at
        )
        return sent
    }

    private func names(_ versions: [String], _ truth: Truth, at: Timestamp) {
        for name in versions {
            expect(
                Version(name).map { truth.packages[$0] != nil } ?? false,
                .versionExists,
                "an alias is to name version \(name), which does not exist",
                at: at
            )
        }
    }

    private mutating func sentUpdate(_ update: UpdateAlias, at: Timestamp) {
        names(update.functionName, UpdateAlias.name, at: at)
        let isOwn = update.name == alias
        expect(
            isOwn || update.name == "\(alias)-previous",
            .namedOnly,
            "alias \(update.name) is not the plan's",
            at: at
        )
        expect(
            update.functionVersion != nil
                && update.routingConfig?.additionalVersionWeights != nil
                && (update.revisionId != nil || !isOwn),
            .completeWrite,
            "UpdateAlias of \(update.name) leaves version, routing or revision unsaid",
            at: at
        )
        expect(
            !isOwn || plan?.strategy.isDirect == false,
            .namedOnly,
            "a direct update writes the alias",
            at: at
        )
    }

    private mutating func sentCreation(_ create: CreateAlias, at: Timestamp) {
        names(create.functionName, CreateAlias.name, at: at)
        expect(
            create.name == alias || create.name == "\(alias)-previous",
            .namedOnly,
            "alias \(create.name) is not the plan's",
            at: at
        )
    }

    private mutating func names(_ function: String, _ operation: String, at: Timestamp) {
        expect(
            function == self.function,
            .namedOnly,
            "\(operation) goes to \(function)",
            at: at
        )
    }

    private static func mayBeSent(_ operation: any AWSOperation) -> Bool {
        switch operation {
        case is UpdateAlias, is CreateAlias, is PublishVersion, is UpdateFunctionCode,
            is UpdateFunctionConfiguration, is CreateFunction, is TagResource:
            true
        default: false
        }
    }

    /// Whether an action that was recorded as intended is carried out by this operation.
    private static func sends(_ action: Action, _ operation: String) -> Bool {
        switch action {
        case .createFunction: operation == "CreateFunction"
        case .updateConfiguration: operation == "UpdateFunctionConfiguration"
        case .updateCode: operation == "UpdateFunctionCode"
        case .publishVersion: operation == "PublishVersion"
        case .createAlias: operation == "CreateAlias"
        case .moveAlias: operation == "UpdateAlias"
        case .writePrevious: operation == "UpdateAlias" || operation == "CreateAlias"
        default: false
        }
    }
}
