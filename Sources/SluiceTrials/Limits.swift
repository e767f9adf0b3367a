// SPDX-License-Identifier: Apache-2.0

/// What bounds this program.
enum Limits {
    /// Courses that one task runs.
    static let runsOfTask = 50
    /// The most courses a cell.
    static let runsMax = 1_000_000
}
