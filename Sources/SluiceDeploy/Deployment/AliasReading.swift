// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// An alias and where it lies, from one read and nothing else.
///
/// The account stands in the alias's own ARN, so that a rollback needs no second service.
struct AliasReading: Sendable {
    var target: Target
    var state: AliasState
}

extension Deployment {
    /// The options by which a printed command reaches where this one is sent to.
    var options: String {
        let place = Target(
            account: "",
            region: survey.region,
            endpoint: survey.endpoint,
            function: ""
        )
        return place.options
    }

    /// Reads the environment's alias.
    ///
    /// - Throws: `Complaint` when there is none, or when it is in another account.
    func readAlias(_ intent: Intent, to doing: String) async throws -> AliasReading {
        guard let name = intent.alias else {
            throw Complaint(
                "environment \(intent.environment) has no alias, so there is nothing to \(doing)",
                why: ["$LATEST is updated in place and has no way back"],
                next: ["add alias: live to the environment"],
                exit: .usage
            )
        }
        let answer: AliasConfiguration
        do {
            answer = try await aws.send(GetAlias(functionName: intent.function, name: name))
        } catch {
            if error.status == 404 {
                throw Complaint(
                    "alias \(name) of \(intent.function) does not exist",
                    why: ["\(error.code): \(error.message)"],
                    now: ["Sluice changed nothing"],
                    next: ["sluice deploy \(intent.environment)\(options)"]
                )
            }
            throw Complaint(error, doing: "read alias \(name) of \(intent.function)")
        }
        guard let arn = FunctionARN(answer.aliasArn) else {
            throw Complaint("AWS answered with an alias ARN that is none: \(answer.aliasArn)")
        }
        if let account = intent.account, account != arn.account {
            throw Complaint.elsewhere(
                "environment \(intent.environment)",
                account: account,
                caller: arn.account
            )
        }
        let target = Target(
            account: arn.account,
            region: survey.region,
            endpoint: survey.endpoint,
            function: intent.function,
            alias: name
        )
        return AliasReading(target: target, state: try AliasState(answer))
    }
}
