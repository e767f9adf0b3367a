// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// What IAM checks of a policy's JSON; what it allows is not looked at.
enum PolicyDocument {
    /// A policy that says what may be done, for a role or on its own.
    static func check(identity document: String, bytesMax: Int) throws(AWSFailure) {
        for statement in try statements(of: document, bytesMax: bytesMax) {
            guard statement["Principal"] == nil, statement["NotPrincipal"] == nil else {
                throw .malformedPolicy("Policy document should not specify a principal.")
            }
            guard statement["Action"] != nil || statement["NotAction"] != nil else {
                throw .malformedPolicy("Policy statement must contain actions.")
            }
            guard statement["Resource"] != nil || statement["NotResource"] != nil else {
                throw .malformedPolicy("Policy statement must contain resources.")
            }
        }
    }

    /// A policy that says who may take a role on.
    static func check(trust document: String) throws(AWSFailure) {
        let statements = try statements(of: document, bytesMax: Limits.trustPolicyBytesMax)
        for statement in statements {
            guard statement["Resource"] == nil, statement["NotResource"] == nil else {
                throw .malformedPolicy("Has prohibited field Resource")
            }
            guard statement["Principal"] != nil || statement["NotPrincipal"] != nil else {
                throw .malformedPolicy("Missing required field Principal")
            }
            guard statement["Action"] != nil || statement["NotAction"] != nil else {
                throw .malformedPolicy("Missing required field Action")
            }
        }
    }

    private static func statements(
        of document: String,
        bytesMax: Int
    ) throws(AWSFailure) -> [WireMap] {
        guard document.utf8.count <= bytesMax else {
            throw .iamConflict(
                "LimitExceeded",
                "Cannot exceed quota for PolicySize: \(bytesMax)"
            )
        }
        guard let value = WireJSON.value(of: document) else {
            throw .malformedPolicy("This policy contains invalid Json")
        }
        guard case .map(let policy) = value, let stated = policy["Statement"] else {
            throw .malformedPolicy("Syntax errors in policy.")
        }
        if let version = policy["Version"], version != .string("2012-10-17"),
            version != .string("2008-10-17")
        {
            throw .malformedPolicy("The policy must contain a valid version string")
        }
        let list = if case .list(let several) = stated { several } else { [stated] }
        guard !list.isEmpty else { throw .malformedPolicy("Syntax errors in policy.") }
        var statements: [WireMap] = []
        for item in list {
            guard case .map(let statement) = item,
                [.string("Allow"), .string("Deny")].contains(statement["Effect"])
            else { throw .malformedPolicy("Syntax errors in policy.") }
            statements.append(statement)
        }
        return statements
    }
}
