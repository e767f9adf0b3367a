// SPDX-License-Identifier: Apache-2.0

/// Why a worker could not be started at all.
struct StartProblem: Error, Sendable, Hashable {
    /// The words that follow `RequestId: … Error: ` in Lambda's answer.
    var message: String
    /// Lambda's name for it.
    var type = "Runtime.InvalidEntrypoint"
}
