// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// The right to drive one target, held through an object that machines share.
///
/// An actor, because it is renewed in the background and asked before each write. The holder counts
/// from before it wrote and gives itself less time than others give it, so that it stops before
/// anybody may take over; whoever takes over changes the object, and its next renewal is refused.
public actor Lease {
    private var bucket: Bucket
    private let key: String
    private let clock: any WallClock
    private var text: LeaseText
    private var tag: String
    private var since: Timestamp
    private var lost: LeaseLost?
    private var answered: Set<String> = []

    init(
        _ text: LeaseText,
        in bucket: Bucket,
        at key: String,
        tag: String,
        since: Timestamp,
        clock: any WallClock
    ) {
        (self.text, self.bucket, self.key, self.tag) = (text, bucket, key, tag)
        (self.since, self.clock) = (since, clock)
    }

    /// Whether the lease holds now; one that ran out is renewed first, where nobody took it, and as
    /// long as there is time for that.
    ///
    /// What gives traffic back waits for less, as long as nobody else may have taken it over.
    func standing(givingBack: Bool = false) async -> Standing {
        if let lost { return .lost(lost) }
        if isFresh { return .held }
        let isOurs = since.duration(to: clock.now) < Limits.leaseTime
        let time = givingBack && isOurs ? Limits.emergencyBucketWait : Limits.bucketWait
        if let standing = await clock.within(time, { await self.renew() }) { return standing }
        if let lost { return .lost(lost) }
        return isFresh ? .held : .unknown("\(bucket.place) did not answer within \(time.words)")
    }

    /// Until when its holder tries to add a line to the journal.
    var linesUntil: Timestamp { since.advanced(by: Limits.appendWait) }

    /// A clock that was set back does not lengthen it.
    private var isFresh: Bool {
        let age = since.duration(to: clock.now)
        return age >= .zero && age < Limits.leaseTime - Limits.leaseMargin
    }

    /// Writes the object again, if it is as this holder left it.
    private func renew() async -> Standing {
        let (sent, expected) = (clock.now, tag)
        var next = text
        next.renewals += 1
        let written: Bucket.Written
        do {
            written = try await bucket.write(try next.bytes, at: key, .unchanged(expected))
        } catch {
            if let lost { return .lost(lost) }
            return isFresh ? .held : .unknown("\(error)")
        }
        switch written {
        case .done(let newTag):
            // Not the whole text: it may have been given back meanwhile.
            (tag, text.renewals) = (newTag, next.renewals)
            since = sent
            answered.formUnion(next.heard ?? [])
            return lost.map { .lost($0) } ?? .held
        case .refused(let found):
            let other = found.flatMap { LeaseText.read($0.bytes) }
            if let found, let other, other.session == text.session, !other.isReleased {
                // A renewal of ours beside this one got there first.
                (tag, text.renewals) = (found.tag, max(text.renewals, other.renewals))
                return isFresh ? .held : .unknown("two renewals crossed")
            }
            let loss = LeaseLost(to: other?.isReleased == false ? other?.holder : nil)
            lost = loss
            return .lost(loss)
        }
    }

    /// Answers calls that were not answered yet: with a renewal that names them, which shows that
    /// somebody drives.
    ///
    /// One that was under way already says nothing of a call that came meanwhile; where the two
    /// cross, the answer is written again. While the driver's loop hangs nothing is answered: nobody
    /// drives then.
    func answer(_ calls: Set<String>, while heart: Heart? = nil) async {
        let new = calls.subtracting(answered)
        guard lost == nil, !new.isEmpty, heart?.hasBeaten(within: Limits.leaseSilence) ?? true
        else { return }
        text.heard = new.sorted()
        for _ in 0..<Limits.leaseTries where lost == nil && !new.isSubset(of: answered) {
            let known = tag
            _ = await renew()
            // The store is out of reach: the next look at the calls answers them.
            if tag == known { return }
        }
    }

    /// Renews until it is cancelled or the lease is lost; sooner again after a renewal that failed.
    ///
    /// While the driver's loop hangs nothing is renewed, so that another machine may take over. A loop
    /// that wakes up asks before it writes, and has the lease again where nobody did.
    func keep(while heart: Heart? = nil) async {
        var pause = Limits.leaseRenewal
        while lost == nil {
            do {
                try await clock.sleep(until: clock.now.advanced(by: pause), tolerance: nil)
            } catch {
                return
            }
            guard heart?.hasBeaten(within: Limits.leaseSilence) ?? true else { continue }
            let before = since
            _ = await renew()
            pause = since == before ? Limits.leaseRetry : Limits.leaseRenewal
        }
    }

    /// Whether a driver that may not know any more whether it holds may still send the write that
    /// gives back, and repeat it.
    ///
    /// A split alias that nobody watches is the worst state; each try names the revision that this
    /// driver knows, so it is refused where somebody else has written since.
    func mayGiveBack() -> Bool { lost == nil }

    /// Whether its store is not to be waited for, because traffic is to go back.
    var isOfEmergency: Bool { bucket.outage != nil }

    /// Waits for nothing long any more: the process is to end at once.
    func hurry() { bucket = bucket.hurried }

    /// Gives the lease back, so that the next driver need not wait.
    func release() async {
        guard lost == nil else { return }
        lost = LeaseLost()
        text.isReleased = true
        for _ in 0..<Limits.leaseTries {
            do {
                _ = try await bucket.put(try text.bytes, at: key, .unchanged(tag))
                return
            } catch let failure as AWSFailure where failure.status == 412 {
                // A renewal of ours that was under way may have come first: then it is ours still.
                guard let found = try? await bucket.object(key),
                    let other = LeaseText.read(found.bytes), other.session == text.session,
                    !other.isReleased
                else { return }
                tag = found.tag
            } catch {
                // One that cannot be given back runs out by itself.
                return
            }
        }
    }
}
