// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension Deployment {
    /// Refuses to drive a rollout with the credentials of another account, or in another region:
    /// a function of the same name there would be moved.
    ///
    /// In an emergency it is not waited for long who asks, and silence stops nothing.
    func checkPlace(of plan: Plan, isEmergency: Bool = false) async throws {
        let target = plan.target
        guard target.region == survey.region else {
            throw Complaint(
                "rollout \(plan.rollout) belongs to region \(target.region), "
                    + "and this command to \(survey.region)",
                now: ["Sluice changed nothing"],
                next: ["set AWS_REGION=\(target.region)"],
                exit: .refused
            )
        }
        let caller: String?
        do {
            caller =
                isEmergency
                ? await accountInTime() : try await aws.send(GetCallerIdentity()).account
        } catch {
            throw Complaint(error, doing: "ask whose credentials these are")
        }
        if let caller, caller != target.account {
            throw Complaint.elsewhere(
                "rollout \(plan.rollout)",
                account: target.account,
                caller: caller
            )
        }
    }

    private func accountInTime() async -> String? {
        let (aws, clock) = (aws, clock)
        return await withTaskGroup(of: String?.self) { group in
            // Without an answer the emergency goes on: the alias's revision still protects it.
            group.addTask { try? await aws.send(GetCallerIdentity()).account }
            group.addTask {
                let end = clock.now.advanced(by: Limits.callerWait)
                // Cancelled when there was an answer: then nobody waits.
                try? await clock.sleep(until: end, tolerance: nil)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}

extension Complaint {
    /// Credentials of another account than the one that something belongs to.
    static func elsewhere(_ what: String, account: String, caller: String) -> Complaint {
        Complaint(
            "\(what) belongs to account \(account), and these credentials to \(caller)",
            now: ["Sluice changed nothing"],
            next: ["choose the account's profile with --profile"],
            exit: .refused
        )
    }
}
