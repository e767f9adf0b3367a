// SPDX-License-Identifier: Apache-2.0

/// A line of the journal was waited for, and somebody wished for the second time to stop.
struct WriteStopped: Error {
    var interrupt: Interrupt
}
