// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// A queue as clients name it: by an address of which the last two words count.
struct QueueAddress {
    let account: String
    let name: String

    /// Reads `http://127.0.0.1:4570/000000000000/orders`.
    ///
    /// - Throws: 400 for what is no queue's address.
    init(_ url: String) throws(AWSFailure) {
        let words = url.split(separator: "/")
        guard words.count >= 2, words[words.count - 2].utf8.count == 12 else {
            throw AWSFailure(
                code: "InvalidAddress",
                message: "The address \(url) is not valid for this endpoint.",
                status: 400
            )
        }
        account = String(words[words.count - 2])
        name = String(words[words.count - 1])
    }

    init(account: String, name: String) {
        self.account = account
        self.name = name
    }

    /// The queue's ARN in the region of a request.
    func arn(_ context: ServeContext) -> String {
        "arn:aws:sqs:\(context.realm.region):\(account):\(name)"
    }

    /// The address at which this client reaches the engine.
    func url(_ context: ServeContext) -> String { "\(context.endpoint)/\(account)/\(name)" }
}

extension ServeContext {
    /// The ARN of the queue at an address.
    func queue(at url: String) throws(AWSFailure) -> String { try QueueAddress(url).arn(self) }
}
