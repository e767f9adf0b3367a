// SPDX-License-Identifier: Apache-2.0
public import SluiceCore
public import SluiceWire

extension Complaint {
    /// What people are told when AWS refused, or could not be asked.
    public init(
        _ failure: AWSFailure,
        doing what: String,
        now: [String] = ["Sluice changed nothing"]
    ) {
        var why = ["\(failure.code): \(failure.message)"]
        if let request = failure.requestID { why.append("AWS's request id is \(request)") }
        var next: [String] = []
        if failure.isCredentials {
            next = ["aws sso login, or set AWS_PROFILE or AWS_ACCESS_KEY_ID to valid credentials"]
        } else if failure.kind == .notSent || failure.kind == .noAnswer {
            next = ["check the endpoint and the network, then try again"]
        } else if failure.status == 403 {
            next = ["sluice export policy   prints the permissions that are needed"]
        }
        self.init("cannot \(what)", why: why, now: now, next: next)
    }
}
