// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// Another process keeps a journal: it drives the rollout, whatever folder its locks are in.
struct JournalHeld: Error, Hashable, CustomStringConvertible {
    /// Who drove it last, by its lines.
    var holder: TargetLock.Holder

    var description: String { Driving(holder: holder).text(at: nil) }
}

extension TargetLock.Holder {
    /// Whoever keeps a journal with these lines: the last one who said that it drives.
    init(_ entries: [Entry], of rollout: String, in home: any JournalHome) {
        self.init(entries, of: rollout, requests: home.requests(of: rollout).place)
    }

    init(_ entries: [Entry], of rollout: String, requests: String) {
        let driver = entries.lazy.reversed().compactMap { entry in
            if case .driving(let driver) = entry.event { driver } else { nil }
        }.first
        self.init(driver: driver ?? .unknown, rollout: rollout, requests: requests)
    }
}

extension DriverIdentity {
    /// A process of which nothing is known.
    static let unknown = DriverIdentity(pid: 0, host: "", who: "another process")
}
