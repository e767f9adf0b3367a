// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// An operation that the engine offers.
protocol ServedOperation: AWSOperation {
    /// Performs the operation in the account.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output
}

/// What surrounds a request.
struct ServeContext: Sendable {
    /// The id that the answer carries.
    var requestID: String
    /// Where the engine can be reached, for addresses in answers: `http://127.0.0.1:4566`.
    var endpoint: String
    /// The account and region that the request is for.
    var realm: Realm
    /// The id of the key that the request is signed with; signatures are not checked.
    var accessKey: String?
}

extension ServedOperation where Self: ModelOperation {
    /// The model knows all about it.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.perform(self)
    }
}
