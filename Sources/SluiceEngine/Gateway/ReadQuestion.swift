// SPDX-License-Identifier: Apache-2.0
import NIOHTTP1
import SluiceBase

/// A request that may only read a function or an alias, and all that its answer depends on beside the
/// functions themselves.
struct ReadQuestion: Hashable, Sendable {
    /// Path and query.
    let uri: String
    /// The name by which the client reached the engine; it stands in answers.
    let host: String
    /// The account and region.
    let realm: Realm

    /// `nil` for requests that another service, or a function, might be meant by.
    init?(_ head: HTTPRequestHead, home: Realm) {
        guard head.method == .GET, head.uri.hasPrefix("/2015-03-31/functions/"),
            let host = head.headers.first(name: "Host"), !host.contains(ascii: ".lambda-url."),
            !head.headers.contains(name: "X-Amz-Target")
        else { return nil }
        if let authorization = head.headers.first(name: "Authorization") {
            guard authorization.contains(ascii: "/lambda/aws4_request") else { return nil }
            realm = Realm.other(in: authorization, than: home) ?? home
        } else {
            // An address that was signed beforehand says in its query whom it means.
            guard !head.uri.contains(ascii: "X-Amz-"), !head.uri.contains(ascii: "AWSAccessKeyId")
            else { return nil }
            realm = home
        }
        uri = head.uri
        self.host = host
    }
}
