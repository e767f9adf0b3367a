// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What one write did to the world.
public struct SimEffect: Sendable {
    /// What was so when a write was sent: it may take effect much later.
    public struct Sent: Hashable, Sendable {
        /// A decision to go back was recorded.
        public var isGoingBack = false
        /// The step that was decided on last.
        public var step: Int?
        /// Its sender had lost its journal.
        public var isWithoutJournal = false
    }

    /// When it took effect.
    public var at: Timestamp
    /// Who sent it.
    public var by: Truth.Writer
    /// The operation's name.
    public var operation: String
    /// What the journal said when it was sent.
    public var sent = Sent()
    /// The world before.
    public var before: Truth
    /// The world after.
    public var after: Truth
}
