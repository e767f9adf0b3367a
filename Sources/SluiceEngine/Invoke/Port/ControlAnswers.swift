// SPDX-License-Identifier: Apache-2.0
public import SluiceHTTP

/// How the public port has requests answered that are no invocations.
public struct ControlAnswers: Sendable {
    /// Answers on the port's loop, or not at all.
    let atOnce: @Sendable (HTTPCall) -> HTTPReply?
    /// Answers away from the loop.
    let later: @Sendable (HTTPRequest) async -> HTTPResponse

    /// Names both.
    public init(
        atOnce: @escaping @Sendable (HTTPCall) -> HTTPReply? = { _ in nil },
        later: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) {
        self.atOnce = atOnce
        self.later = later
    }
}
