// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

extension AssumeRole: IAMOperation {
    /// Gives keys that are the role's; the role need not be there, and its trust is not judged.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let parts = roleArn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[4].utf8.count == 12,
            parts[5].hasPrefix("role/"), parts[5].utf8.count > 5
        else { throw .iamInvalid("ValidationError", "\(roleArn) is invalid") }
        try IAMRules.check(roleSessionName, at: "roleSessionName", lengthMax: 64)
        try IAMRules.check(durationSeconds, at: "durationSeconds", in: Limits.assumedSession)
        if let policy, WireJSON.value(of: policy) == nil {
            throw .malformedPolicy("This policy contains invalid Json")
        }
        let name = AWSManagedPolicy.name(of: roleArn)
        let role = model.roles[name.lowercased()].flatMap { $0.arn == roleArn ? $0 : nil }
        let seconds = durationSeconds ?? Limits.roleSession.lowerBound
        guard seconds <= role?.sessionMax ?? Limits.assumedSession.upperBound else {
            throw .iamInvalid(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
            )
        }
        let id = role?.id ?? IAMRules.id("AROA", from: &call.chance)
        let user = AssumedRoleUser(
            assumedRoleId: "\(id):\(roleSessionName)",
            arn: "arn:\(parts[1]):sts::\(parts[4]):assumed-role/\(name)/\(roleSessionName)"
        )
        let keys = try model.open(user.arn, user.assumedRoleId, for: seconds, in: &call)
        return Output(
            credentials: keys,
            assumedRoleUser: user,
            packedPolicySize: policy == nil ? nil : 1,
            sourceIdentity: sourceIdentity
        )
    }
}

extension GetSessionToken: IAMOperation {
    /// Gives keys that are the account's.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try IAMRules.check(durationSeconds, at: "durationSeconds", in: Limits.ownSession)
        let seconds = durationSeconds ?? Limits.assumedSession.upperBound
        return Output(
            credentials: try model.open(
                "arn:aws:iam::\(model.account):root",
                model.account,
                for: seconds,
                in: &call
            )
        )
    }
}

extension GetAccessKeyInfo: IAMOperation {
    /// Says the account of a key: the one that it is, or names; any other is of the caller's.
    public func perform(
        on model: inout IAMModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        Output(account: AccountKey.named(by: accessKeyId.utf8) ?? model.account)
    }
}

extension IAMModel {
    /// Who signs with a key.
    ///
    /// - Throws: 403 `ExpiredToken` for keys whose time is over.
    public func session(ofKey key: String, at now: Timestamp) throws(AWSFailure) -> SessionRecord? {
        guard let session = sessions[key] else { return nil }
        guard session.expires > now else {
            throw AWSFailure(
                code: "ExpiredToken",
                message: "The security token included in the request is expired",
                status: 403
            )
        }
        return session
    }

    /// Makes keys and remembers whose they are; forgets those that are long over.
    fileprivate mutating func open(
        _ arn: String,
        _ userID: String,
        for seconds: Int,
        in call: inout Call
    ) throws(AWSFailure) -> SessionCredentials {
        let over = call.now.advanced(by: .seconds(-Limits.sessionRemembered))
        for session in sessions.sorted where session.expires < over { sessions[session.key] = nil }
        guard sessions.records.count < Limits.sessionsMax else {
            throw AWSFailure(
                code: "Throttling",
                message: "This engine remembers at most \(Limits.sessionsMax) sessions.",
                status: 400
            )
        }
        let session = SessionRecord(
            key: newKey(of: arn, in: &call),
            arn: arn,
            userID: userID,
            expires: call.now.advanced(by: .seconds(seconds))
        )
        sessions[session.key] = session
        return SessionCredentials(
            accessKeyId: session.key,
            secretAccessKey: IAMRules.id("", from: &call.chance, length: 40),
            sessionToken: IAMRules.id("", from: &call.chance, length: 256),
            expiration: WireTimestamp(session.expires)
        )
    }

    /// A key of the ARN's account that nobody has: there are a thousand times as many as sessions.
    private func newKey(of arn: String, in call: inout Call) -> String {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        let account = parts.count > 4 ? String(parts[4]) : self.account
        var key: String
        repeat {
            key = AccountKey.make(account: account, salt: call.chance.next())
        } while sessions[key] != nil
        return key
    }
}
