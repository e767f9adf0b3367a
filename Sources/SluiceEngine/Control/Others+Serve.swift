// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

extension GetCallerIdentity: ServedOperation {
    /// Everyone is the account's root.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        Output(
            userId: "AKIAIOSFODNN7EXAMPLE",
            account: aws.account,
            arn: "arn:aws:iam::\(aws.account):root"
        )
    }
}
