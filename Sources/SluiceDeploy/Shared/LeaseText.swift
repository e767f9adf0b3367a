// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// What a lease's object says.
///
/// It names no time: how old it is, the store that keeps it says by its own clock.
struct LeaseText: Hashable, Codable, Sendable {
    /// Who holds it.
    var holder: TargetLock.Holder
    /// The machine, as its locks know it; processes of one machine see each other's end at once.
    var machine: String
    /// Tells this holding from all others, also of the same process.
    var session: String
    /// How often it was renewed, so that no two forms of it are equal.
    var renewals = 0
    /// How long it holds after it was written.
    var seconds = LeaseText.seconds
    /// Whether it was given back.
    var isReleased = false
    /// The calls that its holder heard last; `nil` where it heard none.
    var heard: [String]?

    /// How long one holds that does not say otherwise.
    static var seconds: Int { Int(Limits.leaseTime.components.seconds) }

    /// The object's bytes.
    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(self))
        }
    }

    /// How many writes of its holder lie between an earlier form and this one, at least.
    func writes(since earlier: LeaseText) -> Int {
        session == earlier.session ? renewals - earlier.renewals : renewals + 1
    }

    /// Reads an object; `nil` when it is no lease of this format.
    static func read(_ bytes: [UInt8]) -> LeaseText? {
        // By another hand, or by a Sluice that writes them otherwise: then it is not ours to take.
        try? JSONDecoder().decode(LeaseText.self, from: Data(bytes))
    }
}
