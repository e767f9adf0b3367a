// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// The local engine: Lambda, CloudWatch, Logs and STS on one port of this machine.
///
/// ```swift
/// let engine = try await Engine.start(options, clock: SystemClock(), logger: logger)
/// let functions = try await engine.transport.send(ListFunctions())
/// await engine.stop()
/// ```
public struct Engine: Sendable {
    /// Where clients find it: `http://127.0.0.1:4570`.
    public let endpoint: String
    /// The port that it listens on.
    public let port: Int
    /// The account without HTTP in between; not to be used after `stop()`.
    public let transport: any AWSTransport
    let parts: Parts
}
