// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// Long journals that were read before, so that reading one again costs only what is new in it.
///
/// A command reads the journal of its rollout some times: to find it, to look where it stands, and
/// once more under the lock. What is remembered is used only where the journal still begins with the
/// same bytes. A class, because copies of a home share what they remember.
final class JournalMemory: Sendable {
    private struct Known: Sendable {
        var bytes: [UInt8]
        var content: JournalContent

        func isBeginning(of others: [UInt8]) -> Bool {
            guard bytes.count <= others.count else { return false }
            return bytes.withUnsafeBytes { mine in
                others.withUnsafeBytes { theirs in
                    guard let mine = mine.baseAddress, let theirs = theirs.baseAddress else {
                        return true
                    }
                    return memcmp(mine, theirs, bytes.count) == 0
                }
            }
        }
    }

    private let known = Mutex<[String: Known]>([:])

    /// What a journal's bytes hold, once every line has been checked.
    func content(of bytes: [UInt8], path: String) async throws -> JournalContent {
        let before = known.withLock { $0[path] }
        let start = before.flatMap { $0.isBeginning(of: bytes) ? $0.content : nil }
        let content = try await JournalContent(bytes, path: path, after: start)
        guard bytes.count >= Limits.rememberedJournalBytes, content.goodBytes == bytes.count,
            !content.lacksNewline
        else { return content }
        known.withLock { known in
            if known[path] == nil, known.count >= Limits.rememberedJournals,
                let first = known.keys.min()
            {
                known[first] = nil
            }
            known[path] = Known(bytes: bytes, content: content)
        }
        return content
    }
}
