// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

extension GetCallerIdentity: ServedOperation {
    /// Everyone is the account's root, but for who signs with the keys of a session.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        if let key = context.accessKey,
            let session = try await aws.side.session(ofKey: key)
        {
            return Output(userId: session.userID, account: session.account, arn: session.arn)
        }
        return Output(
            userId: "AKIAIOSFODNN7EXAMPLE",
            account: context.realm.account,
            arn: "arn:aws:iam::\(context.realm.account):root"
        )
    }
}
