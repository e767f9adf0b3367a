// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire

extension Cloud {
    /// What people are told when the first call of a command fails.
    static func complaint(_ failure: AWSFailure, endpoint: String?) -> Complaint {
        switch failure.code {
        case "NoRegion":
            Complaint(
                "no region is set",
                why: [failure.message],
                now: [Complaint.nothingChanged],
                next: ["give --region, or set AWS_REGION", "or --local for the embedded engine"],
                exit: .usage
            )
        case "NoCredentials":
            Complaint(
                "no credentials were found",
                why: [failure.message],
                now: [Complaint.nothingChanged],
                next: [
                    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
                    "or --local for the embedded engine",
                ]
            )
        case "NoProfile", "Configuration":
            Complaint(
                "the AWS settings cannot be used",
                why: [failure.message],
                now: [Complaint.nothingChanged],
                next: ["aws configure list"],
                exit: .usage
            )
        default:
            if let endpoint, failure.kind == .notSent || failure.kind == .noAnswer {
                Complaint(
                    "nobody answers at \(endpoint)",
                    why: ["\(failure.code): \(failure.message)"],
                    now: [Complaint.nothingChanged],
                    next: ["sluice local   starts an engine", "check --endpoint-url"]
                )
            } else {
                Complaint(failure, doing: "find out whose credentials these are")
            }
        }
    }
}

extension Complaint {
    /// What people are told when a call of a function did not reach it.
    init(calling site: Site, qualifier: String?, failed failure: AWSFailure) {
        let name = [site.function, qualifier].compactMap(\.self).joined(separator: ":")
        if failure.status == 404 {
            self.init(
                "\(name) does not exist",
                why: ["\(failure.code): \(failure.message)"],
                now: [Complaint.nothingChanged],
                next: [
                    "sluice deploy \(site.environment.name)\(site.options)",
                    "sluice versions \(site.environment.name)\(site.options)",
                ]
            )
        } else {
            self.init(failure, doing: "call \(name)")
        }
    }
}
