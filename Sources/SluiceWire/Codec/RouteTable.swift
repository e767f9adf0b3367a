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

        /// How much a request must have that it is the one that is meant.
        var weight: Int { template.fields.count + operation.route.needs.count }
    }

    private let rows: [Row]
    private let objectRows: [Row]
    private let named: [AWSService: [String: any AWSOperation.Type]]

    /// Makes a table of these operations.
    public init(_ operations: [any AWSOperation.Type]) {
        var rows: [Row] = []
        var objectRows: [Row] = []
        var named: [AWSService: [String: any AWSOperation.Type]] = [:]
        for operation in operations {
            named[operation.service, default: [:]][operation.name] = operation
            let row = Row(
                operation: operation,
                method: operation.route.method.rawValue,
                template: RouteTemplate(operation.route.path)
            )
            switch operation.service.wireProtocol {
            case .restJSON: rows.append(row)
            case .restXML: objectRows.append(row)
            case .awsJSON, .rpcCBOR, .query: continue
            }
        }
        self.rows = rows.sorted { $0.template.fixedness > $1.template.fixedness }
        self.objectRows = objectRows.sorted { $0.weight > $1.weight }
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

    /// The operation on a bucket and an object (S3): told by method, path, and by what a request has
    /// in its query and its headers.
    ///
    /// `bucket` is nil where the request is about all of them; `key` where it is about the bucket.
    public func find(_ request: WireRequest, bucket: String?, key: String?) -> Match? {
        let fields = request.queryFields
        var members: [String: String] = [:]
        members["Bucket"] = bucket
        members["Key"] = key
        for row in objectRows
        where row.method == request.method && Set(row.template.memberNames) == Set(members.keys) {
            let isMeant = row.template.fields.allSatisfy { wanted in
                fields.contains { $0 == wanted }
            }
            let hasNeeds = row.operation.route.needs.allSatisfy { name in
                fields.contains { $0.name == name } || request.headers[name] != nil
            }
            if isMeant, hasNeeds { return Match(operation: row.operation, pathMembers: members) }
        }
        return nil
    }

    /// The operation of this name, as JSON targets and forms say it.
    public func operation(named name: String, of service: AWSService) -> (any AWSOperation.Type)? {
        named[service]?[name]
    }
}
