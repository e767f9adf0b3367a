// SPDX-License-Identifier: Apache-2.0

/// Finds the operation that a request means.
public struct RouteTable: Sendable {
    /// An operation and what the request's path says about it.
    public struct Match: Sendable {
        /// The operation's type.
        public let operation: any AWSOperation.Type
        /// The members that stand in the path, decoded.
        public let pathMembers: [String: String]
    }

    private struct Row: Sendable {
        let operation: any AWSOperation.Type
        let method: String
        let template: RouteTemplate
    }

    private let rows: [Row]
    private let named: [AWSService: [String: any AWSOperation.Type]]

    /// Makes a table of these operations.
    public init(_ operations: [any AWSOperation.Type]) {
        var rows: [Row] = []
        var named: [AWSService: [String: any AWSOperation.Type]] = [:]
        for operation in operations {
            named[operation.service, default: [:]][operation.name] = operation
            guard operation.service.wireProtocol == .restJSON else { continue }
            rows.append(
                Row(
                    operation: operation,
                    method: operation.route.method.rawValue,
                    template: RouteTemplate(operation.route.path)
                )
            )
        }
        self.rows = rows.sorted { $0.template.fixedness > $1.template.fixedness }
        self.named = named
    }

    /// The operation of a path-routed service (Lambda) for a method, a raw path and a raw query.
    ///
    /// The path is split at `/` before anything is decoded, so an encoded slash stays within its
    /// segment; a slash at the end does not matter.
    public func find(method: String, path: String, query: String = "") -> Match? {
        let segments = RouteTemplate.split(path)
        let fields = query.isEmpty ? [] : FormReader.fields(query)
        for row in rows where row.method == method {
            let isMeant = row.template.fields.allSatisfy { wanted in
                fields.contains { $0 == wanted }
            }
            if isMeant, let members = row.template.members(in: segments) {
                return Match(operation: row.operation, pathMembers: members)
            }
        }
        return nil
    }

    /// The operation of this name, as JSON targets and forms say it.
    public func operation(named name: String, of service: AWSService) -> (any AWSOperation.Type)? {
        named[service]?[name]
    }
}
