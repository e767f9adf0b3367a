// SPDX-License-Identifier: Apache-2.0

/// One call to AWS, as a value: the client sends it and the local engine serves it.
///
/// Property names are AWS's own in lower camel case (`functionName` for `FunctionName`); the codec
/// of the service's protocol does the rest. What `route` names goes into the path, the query or a
/// header; every other property is the body.
///
/// ```swift
/// let alias = try await aws.send(GetAlias(functionName: "orders", name: "live"))
/// ```
public protocol AWSOperation: Codable, Sendable {
    /// What AWS answers.
    associatedtype Output: Codable & Sendable
    /// The service that offers the operation.
    static var service: AWSService { get }
    /// Where the operation's parts go on the wire.
    static var route: Route { get }
    /// Whether a second identical call, after the first had its effect, does no harm.
    static var isIdempotent: Bool { get }
}

extension AWSOperation {
    /// The operation's name as AWS writes it: the type's own.
    public static var name: String { String(describing: Self.self) }
}
