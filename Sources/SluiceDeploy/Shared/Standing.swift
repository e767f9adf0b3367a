// SPDX-License-Identifier: Apache-2.0

/// What a driver knows of its right to drive.
enum Standing: Hashable, Sendable {
    /// Nobody else may drive.
    case held
    /// Somebody else drives, or may.
    case lost(LeaseLost)
    /// The lease ran out and its home cannot be asked: nobody knows.
    case unknown(String)
}
