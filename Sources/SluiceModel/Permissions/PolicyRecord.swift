// SPDX-License-Identifier: Apache-2.0

import SluiceWire

/// A resource policy: who may do what with a function, a version, an alias or a layer's version.
public struct PolicyRecord: Codable, Hashable, Sendable {
    /// The statements, in the order in which they were added.
    public var statements: [PolicyStatement] = []
    /// Changes with every statement.
    public var revisionID: String

    /// The policy as a JSON text.
    var text: String {
        WireJSON.text(
            of: .map([
                "Version": .string("2012-10-17"), "Id": .string("default"),
                "Statement": .list(statements.map(\.value)),
            ])
        )
    }

    /// Adds a statement.
    ///
    /// - Throws: Lambda's 409 when its name is taken.
    mutating func add(_ statement: PolicyStatement) throws(AWSFailure) {
        guard !statements.contains(where: { $0.sid == statement.sid }) else {
            throw .conflict(
                "The statement id (\(statement.sid)) provided already exists. Please provide a new "
                    + "statement id, or remove the existing statement."
            )
        }
        statements.append(statement)
    }

    /// Takes a statement out.
    ///
    /// - Throws: Lambda's 404 when there is none of the name.
    mutating func remove(_ sid: String) throws(AWSFailure) {
        guard let index = statements.firstIndex(where: { $0.sid == sid }) else {
            throw .notFound("Statement \(sid) is not found in resource policy.")
        }
        statements.remove(at: index)
    }
}
