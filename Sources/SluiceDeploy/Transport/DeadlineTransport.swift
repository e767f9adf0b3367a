// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// Gives every call a time of its own, after which its outcome is unknown.
///
/// A driver looks for requests before each write: a store that hangs must not hold it for long.
struct DeadlineTransport: AWSTransport {
    let base: any AWSTransport
    let clock: any WallClock
    let time: Duration

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        let base = base
        let limit = time + Self.transfer(of: operation)
        let result = await clock.within(limit) { () async -> Result<Operation.Output, AWSFailure> in
            do throws(AWSFailure) {
                return .success(try await base.send(operation))
            } catch {
                return .failure(error)
            }
        }
        guard let result else {
            throw AWSFailure(
                kind: .noAnswer,
                code: "NoAnswer",
                message: "\(Operation.name) had no answer within \(time.words)"
            )
        }
        return try result.get()
    }

    /// What the bytes of a package take beside; journals and leases take next to nothing.
    private static func transfer<Operation: AWSOperation>(of operation: Operation) -> Duration {
        let bytes =
            switch operation {
            case let put as PutObject: put.body?.bytes.count ?? 0
            case let get as GetObject where get.key.hasSuffix(".zip"): Limits.packageBytesMax
            default: 0
            }
        return .seconds(bytes / Limits.bucketBytesPerSecondMin)
    }
}
