// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// What a lease's object was found to say.
struct LeaseReading: Sendable {
    let object: Bucket.Object
    /// `nil` where it is no lease of this format: such a one binds for as long as any other.
    let text: LeaseText?
    /// When it was read, by the clock of whoever reads.
    let readAt: Timestamp

    init?(_ object: Bucket.Object?, at now: Timestamp) {
        guard let object else { return nil }
        (self.object, text, readAt) = (object, LeaseText.read(object.bytes), now)
    }

    /// How long it binds after it was written.
    var time: Duration {
        .seconds(max(text?.seconds ?? LeaseText.seconds, 1)) + Limits.leaseGrace
    }

    /// How long it binds still: by the store's own two times, written and read, which tell whole
    /// seconds; where the store tells none of them, as if it had just been written.
    ///
    /// A machine's clock is never held against the store's.
    var left: Duration {
        guard text?.isReleased != true else { return .zero }
        guard let written = object.written, let read = object.read else { return time }
        return max(.zero, time - max(.zero, written.duration(to: read)))
    }

    /// Whether it binds nobody any more.
    var isOver: Bool { left == .zero }

    /// Who holds it.
    var holder: TargetLock.Holder { text?.holder ?? .unreadable }

    /// When it runs out, by the clock of whoever reads.
    func term(_ bucket: Bucket, _ key: String) -> LeaseTerm {
        LeaseTerm(place: bucket.place + key, until: readAt.advanced(by: left))
    }
}

extension TargetLock.Holder {
    /// Somebody whose lease cannot be read.
    static let unreadable = TargetLock.Holder(driver: .unknown, rollout: "")
}
