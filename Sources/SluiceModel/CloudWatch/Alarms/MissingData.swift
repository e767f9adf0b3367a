// SPDX-License-Identifier: Apache-2.0

/// What a period without data counts as when there are too few with data.
public enum MissingData: String, Codable, Hashable, Sendable, CaseIterable {
    /// As one over the threshold.
    case breaching
    /// As one that is well.
    case notBreaching
    /// Nothing: the alarm keeps its state.
    case ignore
    /// As unknown.
    case missing
}
