// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// A journal to which only the holder of the lease adds.
struct LeasedJournal: KeptJournal {
    let base: any KeptJournal
    let lease: Lease

    var place: String { base.place }
    var wasTorn: Bool { get async { await base.wasTorn } }

    func hold() async throws { try await base.hold() }
    func release() async { await base.release() }

    func entries() async throws -> [Entry] { try await base.entries() }

    func append(_ entry: Entry) async throws {
        switch await lease.standing() {
        case .held: try await base.append(entry)
        case .lost(let loss): throw loss
        case .unknown(let why): throw LeaseUncertain(why: why)
        }
    }
}

/// The lease ran out, and its home cannot be asked whether somebody took it.
struct LeaseUncertain: Error, CustomStringConvertible {
    var why: String
    var description: String { "the lease on the target could not be renewed: \(why)" }
}
