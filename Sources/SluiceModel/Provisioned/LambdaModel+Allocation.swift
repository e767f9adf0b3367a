// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

// How provisioned concurrency comes to be there.
extension LambdaModel {
    /// Where workers are to be ready: function, qualifier, version and how many.
    public struct Allocation: Hashable, Sendable {
        /// The function's name.
        public var function: String
        /// The version or alias that has them.
        public var qualifier: String
        /// The version that they run.
        public var version: Version
        /// How many there are to be.
        public var count: Int
    }

    /// What is not there yet.
    public var pendingAllocations: [Allocation] {
        functions.values.flatMap { function in
            allocations(of: function).filter {
                function.head.attachments.provisioned[$0.qualifier]?.status == .inProgress
            }
        }.sorted { ($0.function, $0.qualifier) < ($1.function, $1.qualifier) }
    }

    /// All that is provisioned for a function.
    func allocations(of function: FunctionRecord) -> [Allocation] {
        function.head.attachments.provisioned.compactMap { qualifier, record in
            guard let version = Version(qualifier) ?? function.aliases[qualifier]?.version else {
                return nil
            }
            return Allocation(
                function: function.head.name,
                qualifier: qualifier,
                version: version,
                count: record.requested
            )
        }
    }

    /// Notes that the workers are there, or why they cannot be.
    public mutating func finish(_ allocation: Allocation, failure: String? = nil) {
        guard let function = functions[allocation.function],
            var record = function.head.attachments.provisioned[allocation.qualifier],
            record.status == .inProgress,
            allocations(of: function).contains(allocation)
        else { return }
        record.status = failure == nil ? .ready : .failed
        record.reason = failure
        change(function.head) { $0.provisioned[allocation.qualifier] = record }
        if failure == nil { endMove(of: allocation.qualifier, function: allocation.function) }
    }

    /// Takes out the weight that kept an alias on its version of before.
    mutating func endMove(of alias: String, function: String) {
        guard var record = functions[function]?.aliases[alias], record.isMoving == true else {
            return
        }
        record.isMoving = nil
        record.share = nil
        commit(.alias(function: function, record))
    }

    /// Calls ready what no workers have to be waited for.
    mutating func settleAllocations(of function: String, at now: Timestamp) {
        guard allocatesByItself, let record = functions[function] else { return }
        for allocation in allocations(of: record).sorted(by: { $0.qualifier < $1.qualifier }) {
            let provisioned = record.head.attachments.provisioned[allocation.qualifier]
            if let provisioned, provisioned.readyAt <= now { finish(allocation) }
        }
    }
}
