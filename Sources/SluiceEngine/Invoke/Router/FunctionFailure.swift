import NIOCore
// SPDX-License-Identifier: Apache-2.0
import SluiceProcess

/// A failure that Lambda itself describes, since the function could not.
struct FunctionFailure: Sendable {
    /// Lambda's name for it.
    var type: String
    /// The sentence.
    var message: String
    /// What REPORT calls it.
    var status = "error"

    /// The payload of the answer.
    var payload: ByteBuffer {
        ByteBuffer(
            string: #"{"errorType":\#(type.jsonQuoted),"errorMessage":\#(message.jsonQuoted)}"#
        )
    }

    static func timeout(_ id: String, seconds: Int) -> FunctionFailure {
        FunctionFailure(
            type: "Sandbox.Timedout",
            message: "RequestId: \(id) Error: Task timed out after \(seconds).00 seconds",
            status: "timeout"
        )
    }

    static func tooLarge() -> FunctionFailure {
        FunctionFailure(
            type: "Function.ResponseSizeTooLarge",
            message: "Response payload size exceeded maximum allowed payload size "
                + "(\(Limits.responseBytesMax) bytes)."
        )
    }

    /// The process of this worker is gone.
    static func exit(_ id: String, _ worker: Worker) -> FunctionFailure {
        if let problem = worker.problem {
            return FunctionFailure(
                type: problem.type,
                message: "RequestId: \(id) Error: \(problem.message)"
            )
        }
        let type = worker.ranOutOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError"
        let reason =
            switch worker.exit {
            case .exited(0)?, nil: "Runtime exited without providing a reason"
            case let exit?: "Runtime exited with error: \(exit)"
            }
        return FunctionFailure(type: type, message: "RequestId: \(id) Error: \(reason)")
    }
}
