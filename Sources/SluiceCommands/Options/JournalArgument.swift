// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Where a journal may be kept that nobody else can reach.
enum JournalArgument: String, ExpressibleByArgument {
    /// On the disk of this machine.
    case local
}
