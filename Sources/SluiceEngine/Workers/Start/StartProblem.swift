// SPDX-License-Identifier: Apache-2.0

/// Why a worker could not be started at all.
struct StartProblem: Error, Sendable, Hashable {
    /// The words that follow `RequestId: … Error: ` in Lambda's answer.
    var message: String
    /// Lambda's name for it.
    var type = "Runtime.InvalidEntrypoint"
    /// Whether the function has no part in it: it counts as no call and no error of the function's.
    var isEngines = false

    /// What kept the engine from starting anything.
    static func engine(_ message: String) -> StartProblem {
        StartProblem(message: message, type: "ServiceException", isEngines: true)
    }
}
