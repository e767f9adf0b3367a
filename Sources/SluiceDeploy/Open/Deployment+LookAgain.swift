// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

// What is looked at once more under the lock, before anything is written.
extension Deployment {
    /// Takes the lock's word for this machine and looks once more for others.
    func lookAgain(at scene: Scene, for plan: Plan) async throws {
        try await lookAgain(for: plan, at: scene.alias)
        do {
            guard plan.work.publishes || plan.strategy.isDirect, let latest = scene.latest else {
                return
            }
            let now = try await aws.send(
                GetFunctionConfiguration(functionName: plan.target.function)
            )
            guard now.revisionId ?? "" == latest.revision else {
                throw Self.changed("function \(plan.target.function)", plan, scene.alias)
            }
        } catch let failure as AWSFailure {
            throw Complaint(failure, doing: "look at \(plan.target.text) again")
        }
    }

    /// No other rollout of the target was opened, and the alias was not written, since the plan was
    /// made: another machine may have walked the whole way while this process slept.
    ///
    /// The rollout that this one is to take the place of may be open.
    func lookAgain(
        for plan: Plan,
        at seen: AliasState?,
        besides known: String? = nil
    ) async throws {
        let open = try await store.undamaged(of: plan.target)
            .last { $0.isOpen && $0.rollout != known }
        if let open {
            throw Complaint(
                "rollout \(open.rollout) of \(plan.target.text) was opened meanwhile",
                why: ["one rollout moves an alias at a time"],
                now: ["Sluice changed nothing"],
                next: [
                    "sluice status \(plan.environment)\(plan.target.options)",
                    "sluice resume \(open.rollout)",
                ],
                exit: .refused
            )
        }
        do {
            if let name = plan.target.alias {
                let alias = try await aws.alias(name, of: plan.target.function)
                guard alias?.revision == seen?.revision else {
                    throw Self.changed("alias \(name)", plan, alias)
                }
            }
        } catch let failure as AWSFailure {
            throw Complaint(failure, doing: "look at \(plan.target.text) again")
        }
    }

    private static func changed(_ what: String, _ plan: Plan, _ alias: AliasState?) -> Complaint {
        Complaint(
            "\(what) was changed by someone else while this rollout was planned",
            why: ["its revision is not the one that the plan was made for"],
            now: [alias.map { "traffic is \($0.traffic.text); " } ?? "", "Sluice changed nothing"]
                .joined(),
            next: ["plan", "deploy"].map {
                "sluice \($0) \(plan.environment)\(plan.target.options)"
            }
        )
    }
}

extension Complaint {
    fileprivate init(_ what: String, why: [String], now: String, next: [String]) {
        self.init(what, why: why, now: [now], next: next, exit: .refused)
    }
}
