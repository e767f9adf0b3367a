// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Remembers in which window each request was counted, so that a repetition of it is not.
///
/// Lambda repeats a failed asynchronous call under its own id, after one minute and after two
/// more. A process that starts anew has to learn them again: its first reading counts what it sees.
actor CountedRequests {
    private var windows: [String: Timestamp] = [:]

    /// Those requests that were not counted in an earlier window than the one they are in now.
    func new(_ requests: [(request: String, window: Timestamp)]) -> Set<String> {
        var new: Set<String> = []
        for (request, window) in requests {
            let first = min(windows[request] ?? window, window)
            windows[request] = first
            if first == window { new.insert(request) }
        }
        if windows.count > Limits.countedRequestsMax, let last = windows.values.max() {
            let oldest = last.advanced(by: .zero - Limits.countedRequestsAge)
            windows = windows.filter { $0.value >= oldest }
        }
        return new
    }
}
