// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import SluiceCore

/// Requests in an object beside the journal, so that another machine can steer.
struct BucketRequests: RequestBox {
    let bucket: Bucket
    let rollout: String

    var place: String { bucket.place + key }

    private var key: String { "rollouts/\(rollout).requests" }

    /// Adds a request; when somebody else added one meanwhile, to what is there now.
    func append(_ request: Request) async throws {
        try await append(line: try RequestLine.bytes(of: request))
    }

    func call(_ id: String) async throws {
        try await append(line: try RequestLine.bytes(of: RequestLine.Call(call: id)))
    }

    private func append(line: [UInt8]) async throws {
        for _ in 0..<Limits.bucketTries {
            let found = try await bucket.object(key)
            let written = try await bucket.write(
                (found?.bytes ?? []) + line,
                at: key,
                found.map { .unchanged($0.tag) } ?? .absent
            )
            if case .done = written { return }
        }
        throw Complaint(
            "the request could not be left for the driver",
            why: ["\(place) is written by others all the time"],
            next: ["the same command again"]
        )
    }

    func look(
        without known: Set<String>
    ) async throws -> (requests: [Request], calls: Set<String>) {
        let bytes = try await bucket.object(key)?.bytes ?? []
        return (
            RequestLine.requests(in: bytes, without: known), RequestLine.calls(in: bytes)
        )
    }
}
