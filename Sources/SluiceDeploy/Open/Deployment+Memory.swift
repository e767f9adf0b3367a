// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

// What journals and the alias beside remember of the versions that were served.
extension Deployment {
    func served(of target: Target) async throws -> ServedVersions {
        ServedVersions(
            try await store.summaries().good.filter { $0.target.isSame(as: target) }
        )
    }

    /// Points the alias beside at the version that was served before the one that was gone back to,
    /// where the journals know one; what fails is said and changes nothing.
    func keepPrevious(after report: inout Report, through aws: some AWSTransport) async {
        guard report.complaint == nil, let name = report.target.previousAlias,
            let destination = report.alias?.version, report.alias?.weighted == nil
        else { return }
        do {
            let function = report.target.function
            guard let before = try await served(of: report.target).before(destination),
                before != destination, let found = try await aws.alias(name, of: function),
                found.traffic != Traffic(version: before)
            else { return }
            let rescue = AliasRescue(aws: aws, clock: clock, function: function, alias: name)
            _ = try await rescue.write(Traffic(version: before), over: found, leaving: [])
        } catch {
            report.notes.append(
                "alias \(name) may name the version served now: \(Complaint.words(of: error))"
            )
        }
    }

    /// Says that a version was taken back here earlier, before it is gone back to.
    func warn(of version: Version, on target: Target) async {
        // Journals that cannot be read are told of by the rollback itself.
        let all = (try? await store.summaries())?.good ?? []
        let taken = all.filter { $0.target.isSame(as: target) }.takenBack(version)
        guard let taken else { return }
        let why = taken.outcome?.reason.map { ": \($0.text)" } ?? " by hand"
        await seams.tell(
            "note: \(version.text) was rolled back here on \(taken.at.date) "
                + "(\(taken.rollout))\(why)"
        )
    }
}

extension Sequence<RolloutSummary> {
    /// The rollout that took a version's traffic back, where none gave it all traffic since; the
    /// rollouts are those of one target, oldest first.
    fileprivate func takenBack(_ version: Version) -> RolloutSummary? {
        var found: RolloutSummary?
        for summary in self {
            if summary.move?.to == version {
                found = nil
            } else if summary.isRollback, summary.move?.from == version {
                found = summary
            } else if summary.candidate == version, case .rolledBack = summary.outcome {
                found = summary
            }
        }
        return found
    }
}
