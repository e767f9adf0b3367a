// SPDX-License-Identifier: Apache-2.0

import SluiceWire

/// One statement of a resource policy.
public struct PolicyStatement: Codable, Hashable, Sendable {
    /// The statement's name.
    public var sid: String
    /// `*`, the ARN of an identity, an account's number, or a service.
    public var principal: String
    /// For example `lambda:InvokeFunction`.
    public var action: String
    /// What it is about.
    public var resource: String
    /// Operator → key → value.
    public var conditions: [String: [String: String]]

    /// Whether anybody at all may do this by the function's address.
    public var isPublicURL: Bool {
        let word = conditions["StringEquals"]?["lambda:FunctionUrlAuthType"]
        return principal == "*" && (word == nil || word == "NONE")
            && ["lambda:InvokeFunctionUrl", "lambda:*", "*"].contains(action)
    }

    /// The statement as it stands in a policy.
    var value: WireValue {
        var map: WireMap = [
            "Sid": .string(sid), "Effect": .string("Allow"), "Principal": principalValue,
            "Action": .string(action), "Resource": .string(resource),
        ]
        if !conditions.isEmpty {
            map["Condition"] = .map(
                Self.map(conditions.mapValues { .map(Self.map($0.mapValues { .string($0) })) })
            )
        }
        return .map(map)
    }

    private var principalValue: WireValue {
        if principal == "*" { return .string("*") }
        if principal.hasPrefix("arn:") { return .map(["AWS": .string(principal)]) }
        if principal.isDigits {
            return .map(["AWS": .string("arn:aws:iam::\(principal):root")])
        }
        return .map(["Service": .string(principal)])
    }

    /// Whether Lambda takes this as somebody who may be allowed something.
    static func isPrincipal(_ text: String) -> Bool {
        if text == "*" || text.hasPrefix("arn:") { return true }
        if text.isDigits { return text.utf8.count == 12 }
        return [".amazonaws.com", ".amazonaws.com.cn", ".amazon.com"].contains {
            text.hasSuffix($0) && text.utf8.count > $0.utf8.count
        }
    }

    private static func map(_ values: [String: WireValue]) -> WireMap {
        // AWS says StringEquals first, which is the reverse of the alphabet here.
        WireMap(values.sorted { $0.key > $1.key }.map { .init(key: $0.key, value: $0.value) })
    }
}
